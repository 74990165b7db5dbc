package hie.store.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlFailureTest {

    @ParameterizedTest
    @ValueSource(strings = {"08006", "53100", "57P01", "58030", "90028", "90031", "90098", "90121"})
    void shouldBlameNoRecordForADatabaseThatIsAwayOrCannotWrite(String state) {
        assertThat(SqlFailure.isAway(new SQLException("no", state))).isTrue();
        assertThat(SqlFailure.isAway(batch(state))).isTrue();
        assertThat(SqlFailure.isOfData(batch(state))).isFalse();
    }

    @Test
    void shouldBlameARecordThatTheDatabaseDoesNotLike() {
        assertThat(SqlFailure.isOfData(batch("22001"))).isTrue();
        assertThat(SqlFailure.isAway(batch("22001"))).isFalse();
        assertThat(SqlFailure.isAway(new SQLException("no state"))).isFalse();
    }

    private static BatchUpdateException batch(String state) {
        BatchUpdateException batch = new BatchUpdateException(new int[0]);
        batch.setNextException(new SQLException("no", state));
        return batch;
    }
}

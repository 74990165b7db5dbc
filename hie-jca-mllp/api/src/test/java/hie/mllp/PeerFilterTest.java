package hie.mllp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeerFilterTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|192.0.2.1|true",
                "192.0.2.1|192.0.2.1|true",
                "192.0.2.1|192.0.2.2|false",
                "10.1.0.0/16|10.1.255.1|true",
                "10.1.0.0/16|10.2.0.1|false",
                "10.1.2.128/25|10.1.2.127|false",
                "0.0.0.0/0|198.51.100.9|true",
                "192.0.2.1, 10.0.0.0/8|10.9.9.9|true",
                "2001:db8::/32|2001:db8:1::1|true",
                "2001:db8::/32|2001:db9::1|false",
                "0.0.0.0/0|2001:db8::1|false",
                "localhost|127.0.0.1|true",
                "localhost|192.0.2.1|false",
                "no-such-host.invalid|192.0.2.1|false"
            })
    void shouldAllowWhatIsNamed(String list, String peer, boolean allowed) throws Exception {
        assertThat(PeerFilter.parse(list).allows(InetAddress.getByName(peer))).isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "10.0.0.0/x", "10.0.0.0/-1", "300.1.1.1", "1.2.3", "a b", "fe80::zz", "/8"})
    void shouldNameWrongEntry(String entry) {
        assertThatThrownBy(() -> PeerFilter.parse("127.0.0.1, " + entry))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + entry + "'");
    }

    @Test
    void shouldIgnoreBlankEntries() throws Exception {
        assertThat(PeerFilter.parse(" , ,").allows(InetAddress.getByName("192.0.2.1")))
                .isTrue();
    }
}

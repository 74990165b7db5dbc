package hie.engine.rule;

import static org.assertj.core.api.Assertions.assertThat;

import hie.api.host.ProjectDocuments;
import hie.api.message.Message;
import hie.engine.Messages;
import hie.engine.hl7.MessageCheck;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rules and transforms that name a schema of their project. */
class OwnSchemaTest {

    private static final ZonedDateTime NOW = ZonedDateTime.parse("2026-11-27T08:30:05+01:00");

    private static final String WARD = """
            base: 2.5
            segments:
              ZPI:
              - name: PetName
            structures:
              ADT_A01: MSH PID ZPIgrp*(ZPI NTE*) PV1
            """;

    private static final String RULES = """
            sets:
            - rules:
              - constraint: {docCategory: Ward}
                do:
                - when: HL7.{ZPIgrp(2).ZPI:PetName} = "Rex"
                  do:
                  - send: Out
                    transform: Swap
            """;

    private static final String SWAP = """
            sourceDocType: Ward:ADT_A01
            targetDocType: Ward:ADT_A01
            do:
            - set: target.{MSH}
              value: source.{MSH}
            - set: target.{ZPIgrp()}
              value: source.{ZPIgrp()}
            - set: target.{ZPIgrp(1).ZPI:PetName}
              value: source.{ZPIgrp(2).ZPI:PetName}
            - set: target.{PID}
              value: source.{PID}
            """;

    private static final String ADT =
            "MSH|^~\\&|A|B|C|D|1||ADT^A01|1|P|2.5\rPID|1||7\rZPI|Tom\rNTE|1\rZPI|Rex\rPV1|1|I\r";

    private final Map<ProjectDocuments.Key, String> documents = new HashMap<>(Map.of(
            new ProjectDocuments.Key(ProjectDocuments.SCHEMAS, "Ward"), WARD,
            new ProjectDocuments.Key(ProjectDocuments.RULES, "R"), RULES,
            new ProjectDocuments.Key(ProjectDocuments.TRANSFORMS, "Swap"), SWAP));

    private RuleLibrary library() {
        return new RuleLibrary(ProjectDocuments.of(documents));
    }

    private static Message held(String docType) {
        Message message = Messages.hl7(ADT);
        return docType.isEmpty()
                ? message
                : message.with(message.header().withProperty(MessageCheck.DOC_TYPE, docType));
    }

    private List<RuleOutcome.Sending> sendings(String docType) {
        return library().rules("R").orElseThrow().run(held(docType), NOW).sendings();
    }

    @Test
    void shouldTakeMessagesThatTheirServiceHoldsAgainstTheSchema() {
        assertThat(sendings("Ward:ADT_A01")).hasSize(1);
        assertThat(sendings("2.5:ADT_A01")).isEmpty();
        assertThat(sendings("")).isEmpty();
    }

    @Test
    void shouldTransformByNamesAndGroupsOfTheSchema() {
        Message made = sendings("Ward:ADT_A01").getFirst().message();

        assertThat(new String(made.body().bytes(), StandardCharsets.US_ASCII))
                .isEqualTo("MSH|^~\\&|A|B|C|D|1||ADT^A01|1|P|2.5\rPID|1||7\rZPI|Rex\rNTE|1\rZPI|Rex\r");
        assertThat(made.header().property(MessageCheck.DOC_TYPE)).hasValue("Ward:ADT_A01");
    }

    @Test
    void shouldMeetNoMessageWhileTheSchemaThatARuleAwaitsIsMissing() {
        ProjectDocuments.Key schema = new ProjectDocuments.Key(ProjectDocuments.SCHEMAS, "Ward");
        ProjectDocuments.Key rules = new ProjectDocuments.Key(ProjectDocuments.RULES, "R");
        String waits = RULES.replace("Ward}", "Ward, awaitsSchema: true}")
                .replace("HL7.{ZPIgrp(2).ZPI:PetName}", "HL7.{PID:3}")
                .replace("Rex", "7");
        documents.put(rules, waits.replace("transform: Swap", "disabled: false"));
        documents.remove(schema);

        assertThat(library().faults("R")).isEmpty();
        assertThat(sendings("Ward:ADT_A01")).isEmpty();
        assertThat(sendings("2.5:ADT_A01")).isEmpty();

        documents.put(schema, WARD);
        assertThat(sendings("Ward:ADT_A01")).hasSize(1);
        assertThat(sendings("2.5:ADT_A01")).isEmpty();
    }

    @Test
    void shouldRefuseToAwaitAVersionOrSeveralSchemas() {
        for (String category : List.of("2.5", "'Ward,Other'", "''")) {
            documents.put(
                    new ProjectDocuments.Key(ProjectDocuments.RULES, "R"),
                    RULES.replace("Ward}", category + ", awaitsSchema: true}"));

            assertThat(library().faults("R"))
                    .anySatisfy(fault -> assertThat(fault).contains("line 3", "awaitsSchema"));
        }
    }

    @Test
    void shouldRefuseNamesThatTheSchemaDoesNotHaveAndSchemasThatAreNotThere() {
        documents.put(
                new ProjectDocuments.Key(ProjectDocuments.RULES, "R"),
                RULES.replace("ZPI:PetName", "ZPI:Owner").replace("transform: Swap", "disabled: false"));
        assertThat(library().faults("R"))
                .singleElement()
                .asString()
                .contains("line 5", "segment ZPI has no such field or component in schema Ward");

        documents.remove(new ProjectDocuments.Key(ProjectDocuments.SCHEMAS, "Ward"));
        assertThat(library().faults("R"))
                .anySatisfy(fault -> assertThat(fault).contains("expected: schemas/Ward.yaml"));
    }
}

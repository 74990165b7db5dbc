package hie.engine.hl7.schema;

import java.util.Map;
import java.util.Set;

/**
 * Codes of those of HL7's own tables that are closed and short: all that any version from 2.1 to 2.8 has. A table that is not here holds
 * anything, as do a site's own.
 */
final class CodedTables {

    private static final Map<String, Set<String>> CODES = Map.ofEntries(
            table(8, "AA AE AR CA CE CR"),
            table(85, "A B C D F I N O P R S U V W X"),
            table(91, "D I"),
            table(103, "D P T"),
            table(106, "D R T"),
            table(107, "B L"),
            table(121, "D E F N R T"),
            table(123, "A C F I M N O P R S X Y Z"),
            table(
                    125,
                    "AD AUI CCD CCP CD CE CF CK CM CN CNE CNN CNS CP CQ CWE CX DDI DIN DLD DLN DLT DR DT DTM DTN ED EI EIP ELD ERL FC FN FT"
                            + " GTS HD ICD ID IS JCC LA1 LA2 MA MO MOC MOP MSG NA NDL NM NR OCD OSD OSP PIP PL PLN PN PPN PPT PRL PT PTA"
                            + " QIP QSC RCD RFR RI RMC RP RPT SAD SCV SI SN SNM SPD SPS SRT ST TM TN TQ TS TX UVC VH VID VR WVI WVS XAD"
                            + " XCN XON XPN XTN"),
            table(136, "N Y"),
            table(155, "AL ER NE SU"),
            table(178, "REP UPD"),
            table(179, "AL ER NE SU"),
            table(180, "MAC MAD MDC MDL MUP"),
            table(206, "A D S U X"),
            table(208, "AE AR NF OK"));

    private CodedTables() {}

    private static Map.Entry<String, Set<String>> table(int number, String codes) {
        return Map.entry(String.valueOf(number), Set.of(codes.split(" ")));
    }

    /** Whether a table has a code, or is not known here. */
    static boolean allows(String table, String code) {
        Set<String> codes = CODES.get(table);
        return codes == null || codes.contains(code);
    }
}

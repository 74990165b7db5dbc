package hie.engine.hl7;

import hie.api.hl7.Hl7Encoding;
import hie.api.setting.SettingSyntax;
import java.util.Optional;

/** The grammar of DefCharEncoding. */
public final class EncodingSyntax implements SettingSyntax {

    @Override
    public Optional<String> fault(String value) {
        return SettingSyntax.faultOf(() -> Hl7Encoding.parse(value));
    }
}

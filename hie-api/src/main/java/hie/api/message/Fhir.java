package hie.api.message;

import java.nio.charset.Charset;
import java.util.Map;

/** A FHIR resource in its JSON form, as its properties; nothing is validated. One in XML is read as {@link Xml}. */
public final class Fhir implements BodyType<Map<String, Object>> {

    private static final String TYPE = "resourceType";

    @Override
    @SuppressWarnings("unchecked")
    public Map<String, Object> parse(byte[] bytes, Charset charset) {
        if (new Json().parse(bytes, charset) instanceof Map<?, ?> resource && resource.get(TYPE) instanceof String) {
            return (Map<String, Object>) resource;
        }
        throw new BodyFormatException("the body is no FHIR resource: it has no property " + TYPE);
    }
}

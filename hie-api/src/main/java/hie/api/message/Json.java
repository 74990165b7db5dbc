package hie.api.message;

import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParsingException;
import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON as plain Java: a {@link Map} by name in the order of the text, a {@link List}, a {@link String}, a
 * {@link java.math.BigDecimal}, a {@link Boolean}, or {@code null}.
 */
public final class Json implements BodyType<Object> {

    @Override
    public Object parse(byte[] bytes, Charset charset) {
        JsonReaderFactory readers = jakarta.json.Json.createReaderFactory(Map.of());
        try (JsonReader reader = readers.createReader(new ByteArrayInputStream(bytes), charset)) {
            return plain(reader.readValue());
        } catch (JsonParsingException e) {
            throw new BodyFormatException(
                    "the body is no JSON: line " + e.getLocation().getLineNumber() + ", column "
                            + e.getLocation().getColumnNumber(),
                    e);
        } catch (JsonException e) {
            throw new BodyFormatException("the body is no JSON", e);
        }
    }

    private static Object plain(JsonValue value) {
        return switch (value.getValueType()) {
            case OBJECT -> {
                Map<String, Object> all = new LinkedHashMap<>();
                ((JsonObject) value).forEach((name, one) -> all.put(name, plain(one)));
                yield Collections.unmodifiableMap(all);
            }
            case ARRAY -> {
                List<Object> all = new ArrayList<>();
                ((JsonArray) value).forEach(one -> all.add(plain(one)));
                yield Collections.unmodifiableList(all);
            }
            case STRING -> ((JsonString) value).getString();
            case NUMBER -> ((JsonNumber) value).bigDecimalValue();
            case TRUE -> Boolean.TRUE;
            case FALSE -> Boolean.FALSE;
            case NULL -> null;
        };
    }
}

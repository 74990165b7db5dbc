package com.example.hie;

import hie.api.message.BodyType;
import java.nio.charset.Charset;
import java.util.List;

/** A message class of a site's own: lines of values parted by semicolons. A host reads it with {@code message.as(Rows.class)}. */
public final class Rows implements BodyType<List<List<String>>> {

    @Override
    public List<List<String>> parse(byte[] bytes, Charset charset) {
        return new String(bytes, charset).lines().map(line -> List.of(line.split(";", -1))).toList();
    }
}

package com.example.hie;

import hie.api.host.Interceptor;
import hie.api.host.MessageRefusedException;
import hie.api.message.Message;

/**
 * Refuses messages that are marked as anything but production (MSH-11). Any item may name it in its setting Interceptors, as
 * {@code com.example.hie.ProductionOnly}.
 */
public final class ProductionOnly implements Interceptor {

    @Override
    public Message before(Message message) {
        if (!message.body().hl7().get("MSH-11.1").orElse("").equals("P")) {
            throw new MessageRefusedException("MSH-11 does not say that it is a message of production");
        }
        return message;
    }
}

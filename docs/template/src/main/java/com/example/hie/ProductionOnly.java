package com.example.hie;

import hie.api.host.Host;
import hie.api.host.HostContext;
import hie.api.host.Interceptor;
import hie.api.host.MessageRefusedException;
import hie.api.message.Message;
import hie.api.setting.Setting;
import hie.api.setting.SettingType;
import java.util.List;

/**
 * Refuses messages that are marked as anything but production (MSH-11). Any item may name it in its setting Interceptors, as
 * {@code com.example.hie.ProductionOnly}, and give {@code com.example.hie.ProductionOnly.Codes} beside it.
 */
@Setting(
        name = "Codes",
        type = SettingType.STRING,
        defaultValue = "P",
        description = "What MSH-11 may say, parted by commas.")
public final class ProductionOnly implements Interceptor {

    private List<String> codes;

    @Override
    public void onInit(HostContext item, Class<? extends Host> hostClass) {
        codes = List.of(item.settings().text("Codes").strip().split("\\s*,\\s*"));
    }

    @Override
    public Message before(Message message) {
        if (!codes.contains(message.body().hl7().get("MSH-11.1").orElse(""))) {
            throw new MessageRefusedException("MSH-11 does not say that it is a message of production");
        }
        return message;
    }
}

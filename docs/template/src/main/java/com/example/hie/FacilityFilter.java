package com.example.hie;

import hie.api.host.BusinessProcess;
import hie.api.host.Description;
import hie.api.host.Outbox;
import hie.api.message.Message;
import hie.api.setting.Setting;
import hie.api.setting.SettingException;
import hie.api.setting.SettingType;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lets the messages of some sending facilities (MSH-4) pass to every target, and ends the way of all others. */
@Description("Lets the messages of some sending facilities pass to every target, and ends the way of all others.")
@Setting(
        name = "Facilities",
        type = SettingType.STRING,
        required = true,
        description = "The sending facilities whose messages pass, separated by commas.")
public final class FacilityFilter extends BusinessProcess {

    private Set<String> facilities;

    /** Called when the item starts, and when a configuration is checked before it is deployed. */
    @Override
    public void onInit() {
        facilities = Stream.of(context().settings().text("Facilities").split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
        if (facilities.isEmpty()) {
            throw new SettingException("Facilities", "names no facility (expected: names separated by commas)");
        }
    }

    @Override
    public void process(Message message, Outbox outbox) {
        String facility = message.body().hl7().get("MSH-4").orElse("");
        if (facilities.contains(facility)) {
            context().targets().forEach(target -> outbox.send(target, message));
        } else {
            outbox.note("the sending facility is not among those that pass");
        }
    }
}

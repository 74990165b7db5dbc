package hie.engine.interceptor;

import hie.api.hl7.Hl7Path;
import hie.api.host.BusinessService;
import hie.api.host.Host;
import hie.api.host.HostContext;
import hie.api.host.Interceptor;
import hie.api.host.MessageRefusedException;
import hie.api.message.Message;
import hie.api.message.MessageBody;
import hie.api.setting.SettingException;
import java.util.Arrays;
import java.util.List;

/**
 * Gives the host a message in which configured HL7 fields are masked: what an operation delivers, or a process sends on. The
 * warehouse keeps what came in. A message in which they cannot be found (no HL7 v2, or a batch) is refused: nothing leaves
 * unmasked.
 */
final class Masking implements Interceptor {

    static final String FIELDS = "MaskedFields";

    private FieldMask mask;

    @Override
    public void onInit(HostContext item, Class<? extends Host> hostClass) {
        if (BusinessService.class.isAssignableFrom(hostClass)) {
            throw new SettingException(
                    InterceptorChain.SETTING,
                    "a service keeps what it takes in as it came; bind Masking to the process or operation behind it");
        }
        List<Hl7Path> paths = Names.paths(FIELDS, item.settings().text(FIELDS));
        if (paths.isEmpty()) {
            throw new SettingException(
                    FIELDS, "the interceptor Masking needs fields to mask, for example PID-5, PID-11");
        }
        for (Hl7Path path : paths) {
            if (path.segmentOccurrence() != 1 || path.repetition() != 1) {
                throw new SettingException(
                        FIELDS, "'" + path + "' names one occurrence, but all are masked; leave the number out");
            }
            if (path.segment().equals("MSH") && path.field() <= 2) {
                throw new SettingException(FIELDS, "'" + path + "' holds the delimiters and cannot be masked");
            }
        }
        mask = new FieldMask(paths);
    }

    @Override
    public Message before(Message message) {
        if (!message.body().hl7().hasHeader() || message.body().hl7().isBatch()) {
            throw new MessageRefusedException("its fields cannot be masked: it is no single HL7 v2 message");
        }
        byte[] masked = mask.apply(message.body().bytes(), message.body().hl7().fieldSeparator());
        return Arrays.equals(masked, message.body().bytes())
                ? message
                : new Message(message.header(), MessageBody.of(masked));
    }
}

package hie.engine.reply;

import hie.api.host.BusinessOperation;
import hie.api.host.Delivery;
import hie.api.setting.Setting;
import hie.api.setting.SettingDescriptor;
import hie.api.setting.SettingValues;
import java.util.Arrays;

/**
 * ReplyCodeActions of operations that get no reply code and throw what goes wrong: their entries are about failures only, and a failure
 * that none of them names stays what the operation made of it. Immutable.
 */
public final class FailureActions {

    /** {@code null} for none. */
    private final ReplyCodeActions actions;

    private FailureActions(ReplyCodeActions actions) {
        this.actions = actions;
    }

    /** What an item's settings say; nothing, where its class looks at replies and failures itself. */
    public static FailureActions of(Class<?> hostClass, SettingValues settings) {
        return new FailureActions(
                areOf(hostClass)
                        ? settings.optional(ReplyCodeActions.SETTING)
                                .map(ReplyCodeActions::parse)
                                .orElse(null)
                        : null);
    }

    /** Whether a class leaves the setting to the engine: it has that of all operations, and none of its own. */
    public static boolean areOf(Class<?> hostClass) {
        return SettingDescriptor.declaring(hostClass).reversed().stream()
                .filter(FailureActions::declares)
                .findFirst()
                .filter(BusinessOperation.class::equals)
                .isPresent();
    }

    private static boolean declares(Class<?> type) {
        return Arrays.stream(type.getDeclaredAnnotationsByType(Setting.class))
                .anyMatch(setting -> setting.name().equals(ReplyCodeActions.SETTING));
    }

    /**
     * What to do upon a failure.
     *
     * @param otherwise what the operation makes of it; its detail describes the failure
     */
    public ReplyCodeActions.Judgement judge(Delivery otherwise) {
        Failure failure = new Failure(-1, otherwise.detail(), !otherwise.answered());
        return actions == null || !actions.names(failure)
                ? ReplyCodeActions.Judgement.of(otherwise)
                : actions.judge(failure, otherwise.reply());
    }
}

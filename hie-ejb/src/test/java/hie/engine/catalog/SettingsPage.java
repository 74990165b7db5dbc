package hie.engine.catalog;

import hie.api.setting.SettingDescriptor;
import hie.api.setting.SettingType;
import java.util.Locale;

/** Writes {@code docs/settings.md} from what the host classes declare. */
final class SettingsPage {

    private static final String HEAD = """
            # Settings

            Every host class and its settings. This page is made from the declarations in the code; to make it anew:

                %s

            A setting that is left out takes its default. A value may hold references: `${var.NAME}` or
            `${var.NAME:default}` (the environment variable `HIE_VAR_NAME`), `${offset:PORT}` (a port with the server's port
            offset added), `${data}` (the data directory). *Target* is the part of the item that a setting configures, as in
            an IRIS production. A setting in brackets is another name under which the one before it is accepted.
            """;

    private final StringBuilder page = new StringBuilder();

    private SettingsPage() {}

    /** The whole page, with LF line ends. */
    static String of(HostCatalog catalog, String command) {
        SettingsPage writer = new SettingsPage();
        writer.page.append(HEAD.formatted(command));
        for (HostKind kind : new HostKind[] {HostKind.SERVICE, HostKind.PROCESS, HostKind.OPERATION}) {
            catalog.all().stream().filter(host -> host.kind() == kind).forEach(writer::section);
        }
        return writer.page.toString();
    }

    private void section(HostClass host) {
        page.append("\n## ").append(host.name()).append("\n\n");
        page.append("A ").append(host.kind().text());
        if (host.adapter() != null) {
            page.append(", adapter ").append(host.adapter().name().toLowerCase(Locale.ROOT));
        }
        page.append(". ")
                .append(host.description())
                .append("\n\n| setting | target | type | default | unit | range | description |\n");
        page.append("| --- | --- | --- | --- | --- | --- | --- |\n");
        host.settings().forEach(this::row);
    }

    private void row(SettingDescriptor setting) {
        String name = setting.name() + (setting.alias().isEmpty() ? "" : " (" + setting.alias() + ")");
        cell(name);
        cell(setting.target().name().toLowerCase(Locale.ROOT));
        cell(setting.type().name().toLowerCase(Locale.ROOT));
        cell(setting.required() ? "required" : setting.defaultValue());
        cell(setting.unit());
        cell(range(setting));
        cell(setting.description());
        page.append("|\n");
    }

    private void cell(String text) {
        String safe = text.replace("|", "\\|").replace("*", "\\*").replace("\n", " ");
        page.append(safe.isEmpty() ? "| " : "| " + safe + " ");
    }

    private static String range(SettingDescriptor setting) {
        if (!setting.choices().isEmpty()) {
            return String.join(", ", setting.choices());
        }
        if (setting.type() == SettingType.PORT) {
            return "1 to 65535";
        }
        boolean hasMin = setting.min() != Long.MIN_VALUE;
        boolean hasMax = setting.max() != Long.MAX_VALUE;
        if (hasMin && hasMax) {
            return setting.min() + " to " + setting.max();
        }
        return hasMin ? "from " + setting.min() : hasMax ? "up to " + setting.max() : "";
    }
}

package hie.rest;

import hie.api.setting.SettingDescriptor;
import hie.engine.catalog.HostCatalog;
import hie.engine.catalog.HostClass;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;

/** The host classes that items may name, with the settings they declare, and those of extensions' interceptors. */
@Path("classes")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"administrator", "developer", "operator", "viewer", "auditor"})
public class HostClassResource {

    @Inject
    HostCatalog catalog;

    /**
     * A declared setting.
     *
     * @param min smallest number accepted, or {@code null}
     * @param max largest number accepted, or {@code null}
     */
    public record SettingView(
            String name,
            String alias,
            String type,
            String defaultValue,
            boolean required,
            String unit,
            Long min,
            Long max,
            List<String> choices,
            String target,
            String description) {

        static SettingView of(SettingDescriptor setting) {
            return new SettingView(
                    setting.name(),
                    setting.alias().isEmpty() ? null : setting.alias(),
                    setting.type().name().toLowerCase(Locale.ROOT),
                    setting.defaultValue(),
                    setting.required(),
                    setting.unit(),
                    setting.min() == Long.MIN_VALUE ? null : setting.min(),
                    setting.max() == Long.MAX_VALUE ? null : setting.max(),
                    setting.choices(),
                    setting.target().name().toLowerCase(Locale.ROOT),
                    setting.description());
        }
    }

    /**
     * A host class.
     *
     * @param description what it is for, or {@code null} when the class does not say
     * @param extension the extension it comes from, or {@code null} for a built-in class
     */
    public record HostClassView(
            String name,
            String kind,
            String description,
            String adapter,
            String extension,
            List<SettingView> settings) {
        static HostClassView of(HostClass hostClass) {
            return new HostClassView(
                    hostClass.name(),
                    hostClass.kind().text(),
                    hostClass.description().isEmpty() ? null : hostClass.description(),
                    hostClass.adapter() == null
                            ? null
                            : hostClass.adapter().name().toLowerCase(Locale.ROOT),
                    hostClass.extension().isEmpty() ? null : hostClass.extension(),
                    hostClass.settings().stream().map(SettingView::of).toList());
        }
    }

    @GET
    public List<HostClassView> all() {
        return catalog.all().stream()
                .map(catalog::withInterceptors)
                .map(HostClassView::of)
                .toList();
    }
}

package hie.engine.deployment;

import hie.engine.item.ItemDefinition;
import hie.engine.running.ItemBinding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The archive that is generated for an item: no classes, only descriptors. The bean's class comes from the engine's own
 * archive by a module dependency; everything about it is said here, because annotations of another deployment's classes are
 * not seen.
 */
final class ItemArchive {

    private static final String EAR = "hie.ear";

    private final ItemDefinition item;
    private final ItemActivation activation;
    private final boolean isFed;

    /** @param isFed whether its bean is fed as soon as it is deployed, or when somebody says so */
    ItemArchive(ItemDefinition item, ItemActivation activation, boolean isFed) {
        this.item = item;
        this.activation = activation;
        this.isFed = isFed;
    }

    String name() {
        return item.key().archiveName() + ".jar";
    }

    /** The archive's bytes; the same for the same item, fed or not. */
    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            add(zip, "META-INF/ejb-jar.xml", ejbJar());
            add(zip, "META-INF/jboss-ejb3.xml", jbossEjb3());
            add(zip, "META-INF/jboss-deployment-structure.xml", deploymentStructure());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void add(ZipOutputStream zip, String name, String text) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private String ejbJar() {
        StringBuilder config = new StringBuilder();
        for (Map.Entry<String, String> property : activation.properties().entrySet()) {
            if (!property.getValue().isEmpty()) {
                config.append("""
                                  <activation-config-property>
                                    <activation-config-property-name>%s</activation-config-property-name>
                                    <activation-config-property-value>%s</activation-config-property-value>
                                  </activation-config-property>
                        """.formatted(property.getKey(), escape(property.getValue())));
            }
        }
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <ejb-jar xmlns="https://jakarta.ee/xml/ns/jakartaee" version="4.0" metadata-complete="true">
                  <enterprise-beans>
                    <message-driven>
                      <ejb-name>item</ejb-name>
                      <ejb-class>%s</ejb-class>
                      <messaging-type>%s</messaging-type>
                      <transaction-type>Container</transaction-type>
                      <activation-config>
                %s      </activation-config>
                      <env-entry>
                        <env-entry-name>%s</env-entry-name>
                        <env-entry-type>java.lang.String</env-entry-type>
                        <env-entry-value>%s</env-entry-value>
                      </env-entry>
                      <post-construct>
                        <lifecycle-callback-method>bind</lifecycle-callback-method>
                      </post-construct>
                      <pre-destroy>
                        <lifecycle-callback-method>release</lifecycle-callback-method>
                      </pre-destroy>
                    </message-driven>
                  </enterprise-beans>
                  <assembly-descriptor>
                    <container-transaction>
                      <method>
                        <ejb-name>item</ejb-name>
                        <method-name>*</method-name>
                      </method>
                      <trans-attribute>NotSupported</trans-attribute>
                    </container-transaction>
                  </assembly-descriptor>
                </ejb-jar>
                """.formatted(
                        activation.bean().getName(),
                        activation.listener().getName(),
                        config,
                        ItemBinding.ENTRY,
                        escape(item.key().path()));
    }

    private String jbossEjb3() {
        String adapter = activation.resourceAdapter() == null ? "" : """
                    <r:resource-adapter-binding>
                      <ejb-name>item</ejb-name>
                      <r:resource-adapter-name>%s#%s</r:resource-adapter-name>
                    </r:resource-adapter-binding>
                """.formatted(EAR, activation.resourceAdapter());
        String delivery = isFed ? "" : """
                    <d:delivery>
                      <ejb-name>item</ejb-name>
                      <d:active>false</d:active>
                    </d:delivery>
                """;
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <jboss:ejb-jar xmlns:jboss="urn:jboss:jakarta:2.0" xmlns="https://jakarta.ee/xml/ns/jakartaee" xmlns:r="urn:resource-adapter-binding:2.0" xmlns:p="urn:ejb-pool:2.0" xmlns:d="urn:delivery:3.0" version="4.0">
                  <assembly-descriptor>
                %s%s    <p:pool>
                      <ejb-name>item</ejb-name>
                      <p:bean-instance-pool-ref>%s</p:bean-instance-pool-ref>
                    </p:pool>
                  </assembly-descriptor>
                </jboss:ejb-jar>
                """.formatted(adapter, delivery, item.key().archiveName());
    }

    private static String deploymentStructure() {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <jboss-deployment-structure xmlns="urn:jboss:deployment-structure:1.3">
                  <deployment>
                    <dependencies>
                      <module name="deployment.%1$s"/>
                      <module name="deployment.%1$s.hie-ejb.jar"/>
                      <module name="deployment.%1$s.hie-jca-mllp.rar"/>
                      <module name="deployment.%1$s.hie-jca-file.rar"/>
                      <module name="deployment.%1$s.hie-jca-queue.rar"/>
                    </dependencies>
                  </deployment>
                </jboss-deployment-structure>
                """.formatted(EAR);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}

package hie.engine.interceptor;

import hie.api.host.BusinessOperation;
import hie.api.host.Delivery;
import hie.api.host.Host;
import hie.api.host.HostContext;
import hie.api.message.Message;
import hie.api.setting.SettingDescriptor;
import hie.api.setting.SettingValues;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;

/** An operation's chain without an operation. */
final class InterceptorFixture {

    final MeterRegistry registry = new SimpleMeterRegistry();

    static final class Operation extends BusinessOperation {
        @Override
        public Delivery deliver(Message message) {
            return Delivery.completed(null, "AA");
        }
    }

    InterceptorChain chain(Map<String, String> settings) throws Exception {
        return chain(settings, Operation.class);
    }

    InterceptorChain chain(Map<String, String> settings, Class<? extends Host> hostClass) throws Exception {
        SettingValues values = SettingValues.of(SettingDescriptor.of(hostClass), settings);
        HostContext item = new HostContext() {
            @Override
            public String itemName() {
                return "To HIS";
            }

            @Override
            public String projectName() {
                return "hospital";
            }

            @Override
            public SettingValues settings() {
                return values;
            }

            @Override
            public List<String> targets() {
                return List.of();
            }

            @Override
            public boolean isStopping() {
                return false;
            }
        };
        InterceptorChain chain = InterceptorChain.of(
                item, hostClass, new InterceptorCatalog(registry, Tags.of("item", "To HIS"), java.util.Map.of()));
        if (chain != null) {
            chain.start();
        }
        return chain;
    }
}

package hie.engine.health;

import hie.engine.messaging.ItemQueues;
import hie.engine.production.EngineLife;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Up while the engine takes messages: it has started, and the broker is active. The database is not needed for that. */
@Readiness
@ApplicationScoped
public class EngineReady implements HealthCheck {

    @EJB
    EngineLife engine;

    @Inject
    ItemQueues broker;

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("engine-ready")
                .status(engine.isReady() && broker.isActive())
                .build();
    }
}

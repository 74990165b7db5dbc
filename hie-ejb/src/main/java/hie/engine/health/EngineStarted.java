package hie.engine.health;

import hie.engine.production.EngineLife;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/** Up once the engine has made true what was wanted when it started, and from then on. */
@Startup
@ApplicationScoped
public class EngineStarted implements HealthCheck {

    @EJB
    EngineLife engine;

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("engine-started")
                .status(engine.isReady())
                .build();
    }
}

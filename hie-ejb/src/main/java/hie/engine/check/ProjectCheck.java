package hie.engine.check;

import hie.engine.config.ProjectConfig;
import hie.engine.config.UsedDocuments;
import hie.engine.golden.GoldenResult;
import hie.engine.golden.GoldenRun;
import java.time.Clock;
import java.util.List;

/** Tries a project's golden messages. */
public final class ProjectCheck {

    private ProjectCheck() {}

    /** How each of them came out, by name. */
    public static List<GoldenResult> of(ProjectConfig project) {
        return new GoldenRun(UsedDocuments.all(project), Clock.systemDefaultZone()).results();
    }
}

package hie.it;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Says in one line which tests of a class passed, for classes that have nothing else to count. */
public final class CountedPassed implements AfterTestExecutionCallback, AfterAllCallback {

    private final List<String> passed = new CopyOnWriteArrayList<>();

    @Override
    public void afterTestExecution(ExtensionContext context) {
        if (context.getExecutionException().isEmpty()) {
            passed.add(context.getRequiredTestMethod().getName());
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        Counted.say(context.getRequiredTestClass(), "%d passed: %s", passed.size(), String.join(", ", passed));
    }
}

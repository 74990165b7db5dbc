package hie.console.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hie.engine.access.Role;
import jakarta.interceptor.InvocationContext;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedInterceptorTest {

    /** A bean with something for those who may. */
    static class Guarded {
        @Allowed(Right.OPERATE)
        void stop() {}

        @Allowed(Right.DEPLOY)
        void deploy() {}

        @Allowed(Right.CONFIGURE)
        void save() {}

        @Allowed(Right.READ_CONTENT)
        void read() {}
    }

    @ParameterizedTest
    @ValueSource(strings = {Role.ADMINISTRATOR, Role.DEVELOPER, Role.OPERATOR})
    void shouldLetThoseOperateWhoMay(String role) throws Exception {
        assertThat(call("stop", role)).isEqualTo("done");
    }

    @ParameterizedTest
    @ValueSource(strings = {Role.VIEWER, Role.AUDITOR, Role.SENDER, ""})
    void shouldRefuseToOperateForOthers(String role) {
        assertThatThrownBy(() -> call("stop", role)).isInstanceOf(ForbiddenException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {Role.ADMINISTRATOR, Role.DEVELOPER})
    void shouldLetThoseDeployWhoMay(String role) throws Exception {
        assertThat(call("deploy", role)).isEqualTo("done");
        assertThat(call("save", role)).isEqualTo("done");
    }

    @ParameterizedTest
    @ValueSource(strings = {Role.OPERATOR, Role.VIEWER, Role.AUDITOR, Role.SENDER, ""})
    void shouldRefuseToDeployForOthers(String role) {
        assertThatThrownBy(() -> call("deploy", role)).isInstanceOf(ForbiddenException.class);
        assertThatThrownBy(() -> call("save", role)).isInstanceOf(ForbiddenException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {Role.ADMINISTRATOR, Role.DEVELOPER, Role.AUDITOR})
    void shouldLetThoseReadWhoMay(String role) throws Exception {
        assertThat(call("read", role)).isEqualTo("done");
    }

    @ParameterizedTest
    @ValueSource(strings = {Role.VIEWER, Role.OPERATOR, Role.SENDER, ""})
    void shouldRefuseToReadForOthers(String role) {
        assertThatThrownBy(() -> call("read", role)).isInstanceOf(ForbiddenException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "hie.console.project.ProjectView, OPERATE, (start|stop|pause|resume|restart)(Item)?, 7",
        "hie.console.project.PlanView, DEPLOY, deploy, 1",
        "hie.console.item.ItemFormView, CONFIGURE, load|save|saveUndeployable|remove, 4",
        "hie.console.item.HostClassListView, CONFIGURE, load, 1"
    })
    void shouldGuardEveryActionOfAPage(Class<?> view, Right right, String actions, int count) {
        Stream<Method> guarded = Stream.of(view.getDeclaredMethods())
                .filter(method -> method.getName().matches(actions))
                .filter(method -> !method.isSynthetic());

        assertThat(guarded)
                .hasSize(count)
                .extracting(method -> method.getAnnotation(Allowed.class).value())
                .containsOnly(right);
    }

    private static Object call(String method, String role) throws Exception {
        AllowedInterceptor interceptor = new AllowedInterceptor();
        interceptor.caller = new Caller() {
            @Override
            public String getName() {
                return "somebody";
            }

            @Override
            public boolean has(Right right) {
                return right.roles().contains(role);
            }
        };
        return interceptor.check(new Call(Guarded.class.getDeclaredMethod(method)));
    }

    /** A call that goes through. */
    private record Call(Method method) implements InvocationContext {

        @Override
        public Object getTarget() {
            return null;
        }

        @Override
        public Object getTimer() {
            return null;
        }

        @Override
        public Method getMethod() {
            return method;
        }

        @Override
        public Constructor<?> getConstructor() {
            return null;
        }

        @Override
        public Object[] getParameters() {
            return new Object[0];
        }

        @Override
        public void setParameters(Object[] parameters) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Map<String, Object> getContextData() {
            return Map.of();
        }

        @Override
        public Object proceed() {
            return "done";
        }
    }
}

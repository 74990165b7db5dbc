package hie.console.access;

import hie.console.ConsoleLog;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.io.Serializable;
import java.lang.reflect.Method;

/** Makes {@link Allowed} true. */
@Interceptor
@Allowed(Right.OPERATE)
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
public class AllowedInterceptor implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    Caller caller;

    @AroundInvoke
    Object check(InvocationContext call) throws Exception {
        Right right = needed(call.getMethod());
        if (!caller.has(right)) {
            ConsoleLog.LOG.refused(caller.getName(), call.getMethod().getName(), right.name());
            throw new ForbiddenException(right);
        }
        return call.proceed();
    }

    private static Right needed(Method method) {
        Allowed allowed = method.getAnnotation(Allowed.class);
        return allowed == null
                ? method.getDeclaringClass().getAnnotation(Allowed.class).value()
                : allowed.value();
    }
}

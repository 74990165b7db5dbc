package hie.engine.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import hie.api.message.Message;
import hie.engine.Messages;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What scripts cannot: reach Java or the outside, run on, take all memory, leave something behind. */
class SandboxTest {

    private static final Message ADT = Messages.adt();
    private static final int MEGABYTE = 1 << 20;

    private static ScriptResult run(String text, ScriptLimits limits) {
        return Script.compile("test", text, name -> Optional.empty()).run(ScriptTask.change(ADT), limits);
    }

    private static String value(String expression) {
        return new String(
                run("reply(String(" + expression + "))", ScriptLimits.USUAL)
                        .reply()
                        .orElseThrow(),
                StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Packages",
                "java",
                "javax",
                "org",
                "com",
                "JavaAdapter",
                "JavaImporter",
                "importPackage",
                "importClass",
                "getClass",
                "load",
                "print",
                "Reflect",
                "Proxy",
                "BigInt",
                "Promise",
                "ArrayBuffer",
                "Uint8Array",
                "Script",
                "uneval",
                "XMLHttpRequest",
                "require"
            })
    void shouldNotHave(String name) {
        assertThat(value("typeof " + name)).isEqualTo("undefined");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "''.getClass",
                "msg.getClass",
                "engine.getClass",
                "engine.send.getClass",
                "channelMap.getClass",
                "new Date().getClass",
                "(function () { try { null.x } catch (e) { return e.javaException } })()",
                "(function () { try { hl7.get('PID-') } catch (e) { return e.javaException || e.rhinoException } })()",
                "(function () { try { engine.dateNumber('Q', '') } catch (e) { return e.javaException } })()",
                "this.__proto__.Packages",
                "XML.setSettings"
            })
    void shouldShowNoJava(String expression) {
        assertThat(value(expression)).isIn("undefined", "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eval('1')",
                "(0, eval)('1')",
                "this.eval('1')",
                "new Function('return 1')()",
                "Function('return 1')()",
                "(function () {}).constructor('return 1')()",
                "(function* () {}).constructor('yield 1')().next()",
                "[].map.constructor('return 1')()",
                "Object.getPrototypeOf(function () {}).constructor('return 1')()",
                "engine.send.constructor('return 1')()"
            })
    void shouldMakeNoScriptsOfTexts(String expression) {
        assertThatThrownBy(() -> run("reply(" + expression + ")", ScriptLimits.USUAL))
                .isInstanceOf(ScriptException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "new XML('<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/hostname\">]><a>&b;</a>')",
                "new XML('<a xmlns:xi=\"http://www.w3.org/2001/XInclude\">"
                        + "<xi:include href=\"file:///etc/hostname\" parse=\"text\"/></a>').toXMLString().match(/include/)[0].x.y"
            })
    void shouldReadNothingThroughXml(String expression) {
        assertThatThrownBy(() -> run(expression, ScriptLimits.USUAL)).isInstanceOf(ScriptException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "while (true) {}",
                "for (;;) { try { while (true) {} } catch (e) {} finally { continue } }",
                "(function f() { try { f() } finally { f() } })()",
                "/(a+)+$/.test('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!')",
                "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'.replace(/(a|aa)+$/, '')",
                "[].indexOf.call({length: 9007199254740991}, 1)",
                "Array.prototype.fill.call({length: 9007199254740991}, 1)",
                "var a = []; a.length = 4294967295; a.forEach(function () {})",
                "var a = []; a.length = 4294967295; a.join()",
                "var g = (function* () { while (true) yield 1 })(); for (var x of g) {}",
                "Array.from({length: 9007199254740991})",
                "[3, 2, 1].sort(function () { while (true) {} })",
                "msg.OBX.(true == (function () { while (true) {} })())",
                "JSON.stringify({toJSON: function () { while (true) {} }})",
                "({get length() { while (true) {} }}).length"
            })
    @Timeout(60)
    void shouldEndWhatRunsOn(String script) {
        assertThatThrownBy(() -> run(script, new ScriptLimits(Duration.ofMillis(300), 64L * MEGABYTE)))
                .isInstanceOf(ScriptException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "var s = 'x'; for (;;) s += s",
                "var s = 'xxxxxxxxxxxxxxxxxxxxxxxxxxx'; for (;;) { s = s + s; }",
                "var s = 'x'; s=s+s;s=s+s;s=s+s;s=s+s;s=s+s;s=s+s;s=s+s;s=s+s;s=s+s;s=s+s;s=s+s;s=s+s;s=s+s;s=s+s;s=s+s;"
                        + "s=s+s;s=s+s;s=s+s;s=s+s;s=s+s;s=s+s;s=s+s;s=s+s;s=s+s;s=s+s;s=s+s;s=s+s;s=s+s;s=s+s;s=s+s;return s == 'y'",
                "var o = {s: 'x'}; for (;;) o.s += o.s",
                "var s = 'x'; for (;;) s = `${s}${s}`",
                "var s = 'x'; for (;;) s = s.concat(s)",
                "var s = 'x'; for (;;) s = [s, s].join('')",
                "var s = 'x'; for (;;) s = [s, s].toString()",
                "var s = 'x'; for (;;) s = '' + [s, s]",
                "'x'.repeat(1e9)",
                "'x'.repeat(2147483647)",
                "'xx'.padStart(2e9, 'y')",
                "'x'.repeat(1e6).replace(/x/g, 'y'.repeat(1e6))",
                "'x'.repeat(1e5).replace(/x/g, \"$`$'\")",
                "var s = 'y'.repeat(1e6); 'x'.repeat(1e6).replace(/x/g, function () { return s })",
                "'x'.repeat(3e6).split('')",
                "'x'.repeat(3e6).match(/./g)",
                "new RegExp('('.repeat(500) + '.*' + ')'.repeat(500)).exec('x'.repeat(1e6))",
                "new Array(1e6).fill('x'.repeat(1e6)).join('')",
                "var a = [1]; for (;;) a = a.concat(a)",
                "var a = [1]; for (;;) a = [...a, ...a]",
                "var a = []; for (;;) a.push(a.slice())",
                "var a = ['x'.repeat(1000)]; for (var i = 0; i < 60; i++) a = [a, a]; JSON.stringify(a)",
                "var a = ['x'.repeat(1000)]; for (var i = 0; i < 60; i++) a = [a, a]; String(a)",
                "Math.max.apply(null, {length: 1e9})",
                "Array.from({length: 3e6}, function () { return 'x'.repeat(1000) })",
                "JSON.parse('[' + '[],'.repeat(1e6) + '1]')",
                "var x = <a/>; for (;;) x.appendChild(x.copy())",
                "var x = <a><b/></a>; for (;;) x.b += x.b",
                "var x = <a/>; for (;;) { x.b = x; x = x.copy() }",
                "var l = <><a/></>; for (;;) l += l",
                "var s = 'x'.repeat(1e6), x = <a/>; for (;;) { x.appendChild(s); String(x) }",
                "var s = 'x'.repeat(1e6), x = <a/>; for (var i = 0; ; i++) { x.b[i] = s.concat('y') }",
                "var s = 'x'.repeat(1e5), x = <a/>; for (var i = 0; i < 1e5; i++) { x.b[i] = s } x.toXMLString()",
                "var s = 'x'; for (;;) { s += s; new XML('<a>' + s + '</a>') }",
                "new XML('<a>' + '<b/>'.repeat(1e6) + '</a>')",
                "for (;;) msg.appendChild(<OBX><OBX.1>1</OBX.1></OBX>)",
                "var o = {}; for (var i = 0; ; i++) o['k' + i] = i",
                "var m = new Map(); for (var i = 0; ; i++) m.set(i, {})",
                "(function f(x) { return f([x]) })()",
                "for (;;) tmp = {a: tmp, b: 'x'.repeat(10000)}",
                "for (;;) send('A', 'x'.repeat(10000))",
                "var a = [], x = <a><b/></a>; for (;;) { x.b = a.slice(); a.push(x + x) }",
                "var s = '[' .repeat(1e6); JSON.parse(s)",
                "encodeURIComponent('\u4e2d'.repeat(2e6))"
            })
    @Timeout(120)
    void shouldEndWhatTakesTooMuchMemory(String script) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Script compiled = Script.compile("test", script, name -> Optional.empty());
        long before = threads.getCurrentThreadAllocatedBytes();

        assertThatThrownBy(() ->
                        compiled.run(ScriptTask.change(ADT), new ScriptLimits(Duration.ofSeconds(60), 32L * MEGABYTE)))
                .isInstanceOf(ScriptException.class);

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(3 * 32L * MEGABYTE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Math.max.left = 1",
                "Object.left = 1",
                "Object.prototype.left = 1",
                "String.prototype.trim.left = 1",
                "Array.prototype.push = null",
                "Object.getPrototypeOf(this).left = 1",
                "XML.prettyPrinting = true",
                "XML.prototype.left = 1",
                "msg.constructor.left = 1",
                "engine.send.left = 1",
                "JSON.left = 1",
                "Object.getPrototypeOf([][Symbol.iterator]()).left = 1",
                "default xml namespace = 'urn:left'",
                "left = 1",
                "var left = 1",
                "this.left = 1",
                "RegExp.left = 1",
                "/(a)/.test('a')",
                "Error.prototype.left = 1",
                "Object.defineProperty(this, ' add', {value: null})",
                "this[' add'] = null"
            })
    void shouldLeaveNothingBehind(String script) {
        try {
            run(script, ScriptLimits.USUAL);
        } catch (ScriptException refused) {
            // Refused is as good.
        }

        assertThat(value(
                        "[typeof left, Math.max.left, Object.left, ({}).left, ''.trim.left, JSON.left, XML.left, RegExp.left,"
                                + "engine.send.left, [].push === null, ([1].concat([2])),"
                                + "new XML('<a><b/></a>').toXMLString(), new Error().left, RegExp.$1]"))
                .isEqualTo("undefined,,,,,,,,,false,1,2,<a><b/></a>,,");
    }

    @Test
    void shouldBeInterruptedByTheEngine() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> run("while (true) {}", ScriptLimits.USUAL))
                .isInstanceOf(ScriptException.class)
                .hasMessage("script 'test' was interrupted");

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void shouldSayWhichLimit() {
        assertThatThrownBy(() -> run("while (true) {}", new ScriptLimits(Duration.ofMillis(50), MEGABYTE << 6)))
                .hasMessage("script 'test' ran longer than 50 ms (its time limit)");
        assertThatThrownBy(() -> run("'x'.repeat(1e8)", new ScriptLimits(Duration.ofSeconds(5), MEGABYTE)))
                .hasMessage("script 'test' needs more memory than 1024 KB, its limit, for one message");
    }
}

package hie.engine.script;

import hie.engine.Fuzz;
import hie.engine.Messages;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Runs broken and random scripts: they may fail, and nothing else. How to run it longer is in CONTRIBUTING.md. */
class ScriptFuzzTest {

    private static final int SHORT = 400;
    private static final int MEGABYTES = 64;
    private static final ScriptLimits LIMITS = new ScriptLimits(Duration.ofMillis(250), 16L << 20);
    private static final byte[] SPECIAL = "(){}[];,.+-*/<>='\"`\\$&|!?:@0 9".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] SEED = """
            var names = [], text = `a${msg.PID['PID.5']}b`;
            for each (var obx in msg..OBX) { names.push(obx['OBX.5'].toString().repeat(3)); }
            msg['PID']['PID.5']['PID.5.1'] = names.join('-').replace(/(a|b)+/g, function (x) { return x + x; });
            createSegment('ZXX', msg)['ZXX.1'] = JSON.stringify({a: names, b: [1, 2, ...names]});
            for (var i = 0, s = 'x'; i < 5; i++) { s += s; try { if (i == 3) throw new Error(s); } catch (e) { $c('e', e.message); } }
            var list = Array.from({length: 4}, (x, n) => n * 2).map(String).concat(['y'.padStart(4, 'z')]);
            hl7.set('PID-8', validate(list.length, '', [['1', '2']])); delete msg.OBX[0]; tmp = {m: String(msg), n: list};
            function* numbers() { let n = 0; while (n < 5) yield n++; } for (let n of numbers()) { send('A', n); }
            return new XML('<a><b c="d"/></a>').b.@c == 'd' && list.sort().reverse().length > 0;
            """.getBytes(StandardCharsets.UTF_8);

    private static final String[] PARTS = {
        "s",
        "a",
        "x",
        "o",
        "msg",
        "s+s",
        "[a,a]",
        "[...a,...a]",
        "s.concat(s)",
        "a.concat(a)",
        "s.repeat(9)",
        "a.join(s)",
        "x.copy()",
        "x+x",
        "JSON.stringify(a)",
        "JSON.parse(s)",
        "s.split('')",
        "s.replace(/./g,s)",
        "String(a)",
        "a.slice()",
        "Object.assign({},o)",
        "new XML('<a>'+s+'</a>')",
        "s.match(/./g)",
        "a.map(f)",
        "`${s}${s}`",
        "f(s)",
        "a.fill(s)",
        "new Array(99)",
        "Array.from(s)",
        "encodeURIComponent(s)",
        "s.padEnd(999,s)",
        "x.toXMLString()",
        "{a:a,b:a}",
        "a.flat(9)",
        "Object.entries(o)",
        "new RegExp(s.slice(0,9))",
        "a.sort()",
        "new Set(a)",
        "hl7.get('PID-5')",
        "String.fromCharCode.apply(null,a)",
        "message",
        "x..*",
        "<a>{s}</a>",
        "s.length",
        "a.length=s.length"
    };

    private static final String[] PLACES = {
        "s=''+", "a=[].concat(", "o.p=", "x.b=", "tmp=", "msg.PID=", "o[s]=", "s+=", "x.c+=", "a.push(", "$c('k',"
    };

    @Test
    void shouldSurviveBrokenScripts() throws Exception {
        Fuzz.run(
                SHORT,
                MEGABYTES,
                (i, random) -> run(new String(Fuzz.mutated(SEED, SPECIAL, random), StandardCharsets.UTF_8)));
    }

    @Test
    void shouldSurviveScriptsThatMakeMuchOfLittle() throws Exception {
        Fuzz.run(SHORT, MEGABYTES, (i, random) -> run(made(random)));
    }

    private static String made(Random random) {
        StringBuilder script =
                new StringBuilder("var s='ab',a=[1,'b'],x=<a><b/></a>,o={};function f(v){return [v,v]}\n");
        boolean loops = random.nextInt(3) > 0;
        script.append(loops ? "for(var i=0;i<40;i++){try{\n" : "");
        for (int n = random.nextInt(1, 8); n > 0; n--) {
            String place = PLACES[random.nextInt(PLACES.length)];
            script.append(place)
                    .append(PARTS[random.nextInt(PARTS.length)])
                    .append(place.contains("(") ? ")" : "")
                    .append(";\n");
        }
        return script.append(loops ? "}catch(e){}}" : "").toString();
    }

    private static void run(String text) {
        try {
            Script.compile("fuzz", text, name -> Optional.empty()).run(ScriptTask.change(Messages.adt()), LIMITS);
        } catch (ScriptSyntaxException | ScriptException expected) {
            // What else should become of it.
        }
    }
}

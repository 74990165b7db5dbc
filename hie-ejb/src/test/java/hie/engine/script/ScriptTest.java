package hie.engine.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hie.api.message.Message;
import hie.engine.Messages;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What scripts see and do. */
class ScriptTest {

    private static final String HL7 = """
            MSH|^~\\&|APP|FAC|||20260101||ADT^A01|C1|P|2.5
            PID|1||100^^^H^MR~200^^^S^SS||Doe^Jane^Q||19800101|F|||1 Way^^Town
            OBX|1|NM|GLU^Glucose||5.6&x|mmol/L
            OBX|2|NM|NA||140|mmol/L||
            """.replace('\n', '\r');

    private static final Message ADT = Messages.hl7(HL7);

    private static Script script(String text) {
        return Script.compile("test", text, name -> Optional.empty());
    }

    private static ScriptTask task(Message message, String... targets) {
        return new ScriptTask(
                message,
                "Channel",
                List.of(targets),
                ContentKind.AUTO,
                ContentKind.AUTO,
                new SharedValues(),
                new SharedValues());
    }

    private static ScriptResult run(String text, Message message, String... targets) {
        return script(text).run(task(message, targets), ScriptLimits.USUAL);
    }

    private static String text(ScriptResult result) {
        return new String(result.message().body().bytes(), StandardCharsets.ISO_8859_1);
    }

    /** What an expression is for the message. */
    private static String value(String expression) {
        return new String(run("reply(String(" + expression + "))", ADT).reply().orElseThrow(), StandardCharsets.UTF_8);
    }

    @Test
    void shouldLeaveTheMessageItselfWhenNothingIsChanged() {
        assertThat(run("", ADT).message()).isSameAs(ADT);
        assertThat(run("var id = msg['PID']['PID.3']['PID.3.1'].toString();", ADT)
                        .message())
                .isSameAs(ADT);
    }

    @Test
    void shouldReadAndChangeHl7AsXml() {
        assertThat(value("msg['PID']['PID.5']['PID.5.1'].toString()")).isEqualTo("Doe");
        assertThat(value("msg['PID']['PID.3'][1]['PID.3.1']")).isEqualTo("200");
        assertThat(value("msg..OBX.length()")).isEqualTo("2");
        assertThat(value("msg['OBX'][0]['OBX.5']['OBX.5.1']['OBX.5.1.2']")).isEqualTo("x");
        assertThat(value("new XML('<a><b><c>1</c></b><b><c>2</c><d>x</d></b></a>').b.(c == 2).d.toString()"))
                .isEqualTo("x");

        ScriptResult changed = run(
                "msg['PID']['PID.5']['PID.5.2'] = 'J'; msg['PID']['PID.30'] = 'Y'; delete msg['OBX'][1];"
                        + "createSegment('ZXX', msg); msg['ZXX']['ZXX.2']['ZXX.2.3'] = 'z';",
                ADT);

        assertThat(text(changed))
                .isEqualTo("MSH|^~\\&|APP|FAC|||20260101||ADT^A01|C1|P|2.5\r"
                        + "PID|1||100^^^H^MR~200^^^S^SS||Doe^J^Q||19800101|F|||1 Way^^Town|||||||||||||||||||Y\r"
                        + "OBX|1|NM|GLU^Glucose||5.6&x|mmol/L\rZXX||^^z\r");
        assertThat(changed.message().header().id()).isEqualTo(ADT.header().id());
        assertThat(changed.message().header().contentType()).isEqualTo(Message.HL7_V2);
    }

    @Test
    void shouldGetAndSetByPath() {
        assertThat(value("hl7.get('PID-5.1') + hl7.get('PID-3(2).1') + hl7.get('OBX(2)-5')"))
                .isEqualTo("Doe200140");
        assertThat(value("(msg.PID, hl7.get('PID-5.1') + hl7.get('PID-3(2).1') + hl7.get('OBX(2)-5'))"))
                .isEqualTo("Doe200140");

        String changed = text(run(
                "hl7.set('PID-5.3', 'R'); hl7.set('PID-8', 'M'); hl7.set('OBX(2)-5.1', '141'); hl7.set('ZZZ-1.2', 'new')",
                ADT));

        assertThat(changed).contains("Doe^Jane^R|", "|M|", "|NA||141|", "\rZZZ|^new\r");
    }

    @Test
    void shouldSayWhereMessagesGo() {
        assertThat(run("", ADT, "A", "B").targets()).containsExactly("A", "B");
        assertThat(run("destinationSet.remove('A')", ADT, "A", "B").targets()).containsExactly("B");
        assertThat(run("destinationSet.removeAll()", ADT, "A", "B").targets()).isEmpty();
        assertThat(run("destinationSet.removeAllExcept(['B'])", ADT, "A", "B").targets())
                .containsExactly("B");
        assertThat(run("destinationSet.names({'1': 'A', 'First': 'A'}); destinationSet.remove(1)", ADT, "A", "B")
                        .targets())
                .containsExactly("B");
        assertThat(run("send('B', 'text'); router.routeMessage('A', msg)", ADT, "A", "B")
                        .more())
                .extracting(ScriptResult.Sending::target)
                .containsExactly("B", "A");
        assertThatThrownBy(() -> run("send('C', 'text')", ADT, "A")).isInstanceOf(ScriptException.class);
        assertThat(run("return msg['MSH']['MSH.9']['MSH.9.1'] != 'ADT'", ADT).accepted())
                .isFalse();
        assertThat(run("return", ADT).accepted()).isTrue();
    }

    @Test
    void shouldCarryTheChannelMapOn() {
        ScriptResult first = run("$c('id', msg['PID']['PID.3'][0]['PID.3.1']); channelMap.put('n', 3)", ADT);
        ScriptResult second = run(
                "reply($c('id') + ':' + (channelMap.get('n') + 1) + ':' + $('n') + ':' + $c('none'))", first.message());

        assertThat(new String(second.reply().orElseThrow(), StandardCharsets.UTF_8))
                .isEqualTo("100:4:3:null");
        assertThat(run("channelMap.clear()", first.message()).message().header().properties())
                .doesNotContainKey(Carried.PROPERTY);
        assertThatThrownBy(() -> run("$c('much', 'x'.repeat(70000))", ADT))
                .isInstanceOf(ScriptException.class)
                .hasMessageContaining("channelMap");
    }

    @Test
    void shouldKeepGlobalValuesWithinBounds() {
        SharedValues global = new SharedValues();
        ScriptTask task = new ScriptTask(
                ADT, "Channel", List.of(), ContentKind.AUTO, ContentKind.AUTO, global, new SharedValues());
        Script counting = script("$g('count', ($g('count') || 0) + 1); reply('' + $g('count') + $gc('count'))");

        counting.run(task, ScriptLimits.USUAL);
        ScriptResult second = counting.run(task, ScriptLimits.USUAL);

        assertThat(new String(second.reply().orElseThrow(), StandardCharsets.UTF_8))
                .isEqualTo("2null");
        assertThatThrownBy(() -> script("for (var i = 0; ; i++) $g('k' + i, 'x'.repeat(1000))")
                        .run(task, ScriptLimits.USUAL))
                .isInstanceOf(ScriptException.class)
                .hasMessageContaining("global map");
    }

    @Test
    void shouldHaveTheFunctionsOfMirth() {
        assertThat(value("validate(msg['PID']['PID.99'], 'none', [])")).isEqualTo("none");
        assertThat(value("validate('a-b', '', [['-', '+']])")).isEqualTo("a+b");
        assertThat(value("DateUtil.convertDate('yyyyMMdd', 'dd.MM.yyyy', '20260203')"))
                .isEqualTo("03.02.2026");
        assertThat(value("DateUtil.formatDate('yyyy', DateUtil.getDate('yyyyMMdd', '20260203'))"))
                .isEqualTo("2026");
        assertThat(value("DateUtil.getCurrentDate('yyyyMMdd').length")).isEqualTo("8");
        assertThat(value("UUIDGenerator.getUUID().length")).isEqualTo("36");
        assertThat(value("getArrayOrXmlLength(msg['OBX'])")).isEqualTo("2");
        assertThat(value("connectorMessage.getRawData().indexOf('MSH')")).isEqualTo("0");
        assertThat(value("SerializerFactory.getSerializer('HL7V2').toXML('MSH|^~\\\\&|A')"))
                .isEqualTo(
                        "<HL7Message><MSH><MSH.1>|</MSH.1><MSH.2>^~\\&amp;</MSH.2><MSH.3><MSH.3.1>A</MSH.3.1></MSH.3></MSH></HL7Message>");
        assertThat(value("createSegmentAfter('NTE', msg['OBX'][0]).name()")).isEqualTo("NTE");
    }

    @Test
    void shouldRewriteTheTextBeforeItIsParsed() {
        ScriptResult result = run("message = message.replace('Doe', 'Roe'); $c('x', msg.PID['PID.5']['PID.5.1'])", ADT);

        assertThat(text(result)).contains("Roe^Jane");
        assertThat(result.message().header().property(Carried.PROPERTY)).hasValue("{\"x\":\"Roe\"}");
    }

    @Test
    void shouldTakeJsonXmlAndText() {
        assertThat(text(run("msg.b = msg.a + 1", Messages.of("{\"a\": 1}", "application/json"))))
                .isEqualTo("{\"a\":1,\"b\":2}");
        assertThat(text(run(
                        "msg.name.@id = '7'; msg.name.* = 'J'",
                        Messages.of("<?xml version=\"1.0\"?>\n<p><name>Jane</name></p>", "application/xml"))))
                .isEqualTo("<p><name id=\"7\">J</name></p>");
        assertThat(text(run("msg = msg.toUpperCase()", Messages.of("text", "text/plain"))))
                .isEqualTo("TEXT");
    }

    @Test
    void shouldMakeAnotherKindOfMessage() {
        ScriptResult json = run("msg = {id: msg['PID']['PID.3'][0]['PID.3.1'].toString()}", ADT);
        assertThat(json.message().header().contentType()).isEqualTo("application/json");
        assertThat(text(json)).isEqualTo("{\"id\":\"100\"}");

        ScriptResult hl7 = run(
                "tmp = new XML(SerializerFactory.getSerializer('HL7V2').toXML('MSH|^~\\\\&|||||||ADT^A08||P|2.5'));"
                        + "tmp['PID']['PID.5']['PID.5.1'] = msg.name;",
                Messages.of("{\"name\": \"M\u00fcller\"}", "application/json"));
        assertThat(hl7.message().header().contentType()).isEqualTo(Message.HL7_V2);
        assertThat(hl7.message().header().schemaName()).isEqualTo("ADT_A08");
        assertThat(text(hl7)).endsWith("PID|||||M\u00fcller\r");
    }

    @Test
    void shouldRefuseWhatItsCharacterSetCannotHold() {
        assertThatThrownBy(() -> run("msg.PID['PID.5'] = '\u4e2d'", ADT))
                .isInstanceOf(ScriptException.class)
                .hasMessageContaining("a character that ISO-8859-1");
    }

    @Test
    void shouldIncludeOtherScripts() {
        Map<String, String> scripts = Map.of(
                "names", "include('text');\nfunction whole(x) { return lower(x) }",
                "text", "function lower(x) { return x.toLowerCase() }");
        Script script = Script.compile(
                "main", "include('names'); reply(whole('ABC'))", name -> Optional.ofNullable(scripts.get(name)));

        assertThat(new String(script.run(task(ADT), ScriptLimits.USUAL).reply().orElseThrow(), StandardCharsets.UTF_8))
                .isEqualTo("abc");
        assertThatThrownBy(() -> script("\n\ninclude('none')"))
                .isInstanceOf(ScriptSyntaxException.class)
                .hasMessage("line 3: there is no script 'none' to include (expected: scripts/none.js)");
    }

    @Test
    void shouldNameTheLineOfAFault() {
        assertThat(Script.faults("s", "var a = 1;\nvar b = ;\n"))
                .singleElement()
                .asString()
                .startsWith("line 2: ");
        assertThat(Script.faults("s", "\nvar msg = 1;"))
                .singleElement()
                .asString()
                .startsWith("line 2: 'var msg' hides");
        assertThat(Script.faults("s", "\nwith (msg) { }"))
                .singleElement()
                .asString()
                .startsWith("line 2: 'with'");
        assertThat(Script.faults("s", "return 1n")).singleElement().asString().contains("big integers");
    }

    @Test
    void shouldFailWithoutWhatIsInTheMessage() {
        assertThatThrownBy(() -> run("\nthrow new Error('patient ' + hl7.get('PID-5.1'))", ADT))
                .isInstanceOf(ScriptException.class)
                .hasMessage("script 'test', line 2: Error")
                .hasNoCause();
        assertThatThrownBy(() -> run("throw hl7.get('PID-5.1')", ADT))
                .hasMessage("script 'test', line 1: it threw a value");
        assertThatThrownBy(() -> run("hl7.get('PID-5.1')()", ADT)).hasMessage("script 'test', line 1: TypeError");
        assertThatThrownBy(() -> run("throw new Error('no patient')", ADT))
                .hasMessage("script 'test', line 1: Error: no patient");
        assertThatThrownBy(() -> run("var Erika; throw new Error(hl7.get('PID-5.2').substring(0, 3))", ADT))
                .hasMessage("script 'test', line 1: Error");
        assertThatThrownBy(() -> run("\n\nnotThere()", ADT))
                .hasMessage("script 'test', line 3: ReferenceError: \"notThere\" is not defined.");
    }

    @Test
    void shouldLogWhatStandsInTheScriptOnly() {
        ScriptResult result = run("logger.info('begun'); logger.warn('patient ' + hl7.get('PID-5.1'))", ADT);

        assertThat(result.log()).containsExactly("info: begun", "warn: (a value of the message)");
        assertThat(result.toString()).doesNotContain("Doe");
    }

    @Test
    void shouldRunForVirtualThreadsToo() throws Exception {
        String[] seen = {""};

        Thread.ofVirtual().start(() -> seen[0] = value("1 + 1")).join();

        assertThat(seen[0]).isEqualTo("2");
    }

    @Test
    void shouldFindTheNamesThatAScriptTakesFromOutside() {
        assertThat(Script.unknownNames(
                        "var a = b.c + d(e); function f(g) { return g + h } i = 1; ({j: k}); typeof l; f(i)",
                        java.util.Set.of("k")))
                .containsExactly("b", "d", "e", "h");
    }

    @Test
    void shouldMakeWhatSingleItemsGetOfWhatTheScriptMade() {
        ScriptResult result = run("""
                        msg['PID']['PID.5']['PID.5.1'] = 'All';
                        $c('by', 'source');
                        destination('A', function () { $c('by', 'A'); msg['PID']['PID.5']['PID.5.2'] = 'A'; });
                        destination('B', function () {
                          tmp = $c('by') + msg['PID']['PID.5']['PID.5.1'] + msg['PID']['PID.5']['PID.5.2'];
                        }, {outbound: 'text'});
                        $c('by', 'end');""", ADT, "A", "B", "C");

        assertThat(result.targets()).containsExactly("A", "B", "C");
        assertThat(content(result, "A")).contains("All^A^Q");
        assertThat(content(result, "B")).isEqualTo("AAllJane");
        assertThat(result.messageFor("B").header().contentType()).isEqualTo("text/plain");
        assertThat(content(result, "C")).contains("All^Jane^Q");
        assertThat(result.messageFor("A").header().property(Carried.PROPERTY)).hasValue("{\"by\":\"A\"}");
        assertThat(result.messageFor("C").header().property(Carried.PROPERTY)).hasValue("{\"by\":\"end\"}");
        assertThat(result.messageFor("A").header().id()).isEqualTo(ADT.header().id());
    }

    private static String content(ScriptResult result, String target) {
        return new String(result.messageFor(target).body().bytes(), StandardCharsets.ISO_8859_1);
    }

    @Test
    void shouldHeedFiltersOfSingleItems() {
        ScriptResult result = run("""
                        destinationSet.names({'1': 'A', '2': 'nowhere'});
                        destinationSet.remove(['1', '2']);
                        destination('A', function () { $c('a', 1); });
                        destination('nowhere', function () { $c('b', 1); }, {goesNowhere: true});
                        destination('effect', function () { $c('c', 1); }, {goesNowhere: true});
                        destination('B', function () { return false; });
                        try { destination('C', function () { throw new Error('no'); }); } catch (e) {}""", ADT, "A", "B", "C", "D");

        assertThat(result.targets()).containsExactly("D");
        assertThat(result.message().header().property(Carried.PROPERTY)).hasValue("{\"c\":1}");
        assertThatThrownBy(() -> run("destination('Z', function () {})", ADT, "A"))
                .hasMessageContaining("a destination names a connected item");
        assertThatThrownBy(
                        () -> run("destination('A', function () { destination('B', function () {}) })", ADT, "A", "B"))
                .hasMessageContaining("within another one");
        assertThatThrownBy(() -> run("destination('A', function () {}, {answered: function () {}})", ADT, "A"))
                .hasMessageContaining("only the Script of a ScriptProcess can ask an item");
    }

    @Test
    void shouldNotCountTheTimeThatItWaitsForReplies() {
        AtomicLong nanos = new AtomicLong();
        Surroundings slow = new Surroundings() {
            @Override
            public Answer ask(String target, Message message) {
                nanos.addAndGet(TimeUnit.HOURS.toNanos(1));
                return new Answer(Status.SENT, "{\"ok\": 1}".getBytes(StandardCharsets.UTF_8), "");
            }

            @Override
            public Message styled(String stylesheet, Message xml) {
                throw new AssertionError("not asked for");
            }

            @Override
            public Optional<String> lookUp(String table, String key) {
                throw new AssertionError("not asked for");
            }
        };
        ScriptTask task = new ScriptTask(
                ADT,
                "Channel",
                List.of("A"),
                ContentKind.AUTO,
                ContentKind.AUTO,
                new SharedValues(),
                new SharedValues(),
                slow);

        ScriptResult result = script(
                        "destination('A', function () {}, {answers: 'json', answered: function () { reply(String(msg.ok)) }})")
                .runHere(task, new ScriptLimits(java.time.Duration.ofSeconds(1), 128L << 20), nanos::get);

        assertThat(result.reply().orElseThrow()).isEqualTo("1".getBytes(StandardCharsets.UTF_8));
        assertThat(result.asked()).containsExactly("A");
        assertThat(result.targets()).isEmpty();
    }

    @Test
    void shouldKnowTextsThatStandInAnExpression() {
        assertThat(Script.constant("'a' + (\"b\" + 'c')")).hasValue("abc");
        assertThat(Script.constant("<a b='1'><c/></a>")).hasValue("<a b='1'><c/></a>");
        assertThat(Script.constant("'a' + b")).isEmpty();
        assertThat(Script.constant("<a>{b}</a>")).isEmpty();
        assertThat(Script.constant("'a'; 'b'")).isEmpty();
        assertThat(Script.constant("f('a')")).isEmpty();
        assertThat(Script.constant("(")).isEmpty();
    }
}

package hie.engine.stylesheet;

import hie.api.message.Message;
import hie.api.message.MessageBody;
import hie.api.message.Xml;
import hie.engine.transform.MessageTransform;
import hie.engine.transform.TransformResult;
import java.io.StringReader;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.transform.ErrorListener;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Templates;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.URIResolver;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stax.StAXSource;
import javax.xml.transform.stream.StreamResult;

/**
 * An XSLT 1.0 stylesheet for messages in XML, compiled once. It reads the message and nothing else: no document, no import, no
 * function of Java (ADR 0039). Each message is transformed on a thread of its own: when it takes too long, that one is left behind,
 * and the stylesheet is out of use until its item is started anew. Used by any number of threads.
 */
public final class Stylesheet implements MessageTransform {

    /** So long may the result be, in bytes. */
    static final int MOST_BYTES = 64 << 20;

    /** So long may the work on one message take. */
    static final Duration MOST_TIME = Duration.ofSeconds(30);

    /** Templates that call each other need stack: enough for some ten thousand calls. */
    private static final long STACK = 16L << 20;

    private static final URIResolver NOTHING = (where, from) -> {
        throw new TransformerException("a stylesheet reads nothing but its message");
    };

    private final String name;
    private final Templates templates;
    private final Duration time;
    private volatile boolean isOverdue;

    private Stylesheet(String name, Templates templates, Duration time) {
        this.name = name;
        this.templates = templates;
        this.time = time;
    }

    /**
     * Compiles a stylesheet.
     *
     * @throws IllegalArgumentException naming the line that cannot be taken
     */
    public static Stylesheet compile(String name, String text) {
        return compile(name, text, MOST_TIME);
    }

    static Stylesheet compile(String name, String text, Duration time) {
        Faults faults = new Faults();
        try {
            check(reader(text));
            Templates templates = factory(faults).newTemplates(new StAXSource(reader(text)));
            if (templates == null) {
                throw new IllegalArgumentException(faults.text());
            }
            return new Stylesheet(name, templates, time);
        } catch (TransformerConfigurationException e) {
            throw new IllegalArgumentException(faults.isEmpty() ? Faults.sentence(e) : faults.text(), e);
        } catch (XMLStreamException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNumber();
            throw new IllegalArgumentException("line " + line + ": it is no XML", e);
        }
    }

    private static TransformerFactory factory(ErrorListener faults) throws TransformerConfigurationException {
        TransformerFactory factory = TransformerFactory.newDefaultInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_STYLESHEET, "");
        factory.setURIResolver(NOTHING);
        factory.setErrorListener(faults);
        return factory;
    }

    /** The compiler does not say in which line XML ends to be any. */
    private static void check(XMLStreamReader reader) throws XMLStreamException {
        while (reader.hasNext()) {
            if (reader.next() == XMLStreamConstants.DTD) {
                throw new IllegalArgumentException("line 1: it has a document type, which is not read");
            }
        }
    }

    private static XMLStreamReader reader(String text) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory.createXMLStreamReader(new StringReader(text));
    }

    @Override
    public TransformResult apply(Message source, ZonedDateTime now) {
        if (isOverdue) {
            throw failure("took too long before, and is out of use until its item is started anew");
        }
        DOMSource document = new DOMSource(source.as(Xml.class));
        FutureTask<byte[]> work = new FutureTask<>(() -> transform(document));
        Thread worker = new Thread(null, work, "hie-stylesheet", STACK);
        worker.setDaemon(true);
        worker.start();
        try {
            byte[] result = work.get(time.toMillis(), TimeUnit.MILLISECONDS);
            return new TransformResult(
                    new Message(source.header().withContentType(contentType()), MessageBody.of(result)), List.of());
        } catch (TimeoutException e) {
            isOverdue = true;
            throw failure("took longer than " + time.toMillis() + " ms");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure("was interrupted");
        } catch (ExecutionException e) {
            throw failure(reason(e.getCause()));
        }
    }

    /** The cause's own text may hold content. */
    private static String reason(Throwable cause) {
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (each instanceof BoundedBytes.Full full) {
                return full.getMessage();
            }
        }
        return cause instanceof StackOverflowError ? "nests templates too deep" : "failed";
    }

    private IllegalStateException failure(String why) {
        return new IllegalStateException("stylesheet '" + name + "' " + why);
    }

    private byte[] transform(DOMSource document) throws TransformerException {
        BoundedBytes result = new BoundedBytes(MOST_BYTES);
        Transformer transformer = templates.newTransformer();
        transformer.setErrorListener(new Faults());
        transformer.setURIResolver(NOTHING);
        transformer.transform(document, new StreamResult(result));
        return result.toByteArray();
    }

    private String contentType() {
        Properties output = templates.getOutputProperties();
        String charset = output.getProperty(OutputKeys.ENCODING, "UTF-8");
        String type = switch (output.getProperty(OutputKeys.METHOD, "xml")) {
            case "text" -> "text/plain";
            case "html" -> "text/html";
            default -> "application/xml";
        };
        return type + "; charset=" + charset;
    }
}

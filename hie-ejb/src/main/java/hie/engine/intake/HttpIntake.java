package hie.engine.intake;

import hie.api.host.Adapter;
import hie.api.message.Message;
import hie.api.message.MessageBody;
import hie.api.message.MessageHeader;
import hie.api.message.MessageIds;
import hie.engine.item.HostStartException;
import hie.engine.item.ItemKey;
import hie.engine.running.ItemRuntime;
import hie.engine.running.RunningItems;
import hie.engine.running.ServiceWorker;
import hie.engine.tracing.TraceContext;
import hie.engine.tracing.Tracing;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;

/** The way in for HTTP services, which have no bean of their own: each request brings the thread. */
@ApplicationScoped
public class HttpIntake {

    @Inject
    RunningItems items;

    /** The door of a running HTTP service; closed (empty) when there is none, or it is stopped, stopping or paused. */
    public Optional<Door> open(ItemKey key) {
        return items.find(key)
                .filter(item -> item.definition().hostClass().adapter() == Adapter.Kind.HTTP && !item.isYielding())
                .map(Door::new);
    }

    /** One service's door. */
    public static final class Door {

        private final ItemRuntime item;

        Door(ItemRuntime item) {
            this.item = item;
        }

        /** The largest message that the service accepts, in bytes. */
        public int maxSize() {
            return item.settings().integer("MaxMessageSize");
        }

        /**
         * Takes one message in; returns when its fate is on disk.
         *
         * @param contentType what the caller says it is, or {@code null}
         * @param peer the caller's address
         * @param traceparent the caller's trace context (W3C), or {@code null}; heeded when traces are wanted
         */
        public ServiceWorker.Outcome receive(byte[] content, String contentType, String peer, String traceparent) {
            MessageHeader header = MessageHeader.inbound(
                            MessageIds.next(),
                            Instant.now(),
                            item.itemName(),
                            contentType == null ? item.settings().text("ContentType") : contentType)
                    .withProperty("Peer", peer);
            if (Tracing.isOn() && TraceContext.parse(traceparent).isPresent()) {
                header = header.withProperty(TraceContext.HEADER, traceparent.strip());
            }
            Message message = new Message(header, MessageBody.of(content));
            if (!item.enter()) {
                return new ServiceWorker.Failed(message, null, "PoolSize messages are being taken in already");
            }
            try (ServiceWorker worker = new ServiceWorker(item)) {
                return worker.receive(message);
            } catch (HostStartException e) {
                return new ServiceWorker.Failed(message, null, e.getMessage());
            } finally {
                item.leave();
            }
        }
    }
}

package hie.engine.deployment;

import hie.engine.catalog.HostKind;
import hie.engine.intake.EntryQueueBean;
import hie.engine.item.HostStartException;
import hie.engine.item.ItemDefinition;
import hie.engine.item.ItemKey;
import hie.engine.item.ItemStartException;
import hie.engine.messaging.ItemQueues;
import hie.engine.running.ItemRuntime;
import hie.engine.running.RunningItems;
import hie.engine.server.BeanDeployments;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Starts, pauses and stops items on this node. Each call returns when it is done; calls for the same item do not
 * overlap, the caller sees to that.
 */
@ApplicationScoped
public class ItemDeployer {

    @Inject
    RunningItems items;

    @Inject
    BeanDeployments deployments;

    @Inject
    ItemQueues queues;

    @Inject
    WorkerProcesses workers;

    /**
     * Builds the items' hosts and deploys their beans, or starts their worker processes; together if the server lets it and else one by one, so that a faulty one
     * harms no other.
     *
     * @param paused those that are paused from the beginning: nothing is fed to them, and services open no door
     * @return why items could not be started; nothing is left behind of them
     */
    public Map<ItemKey, String> start(List<ItemDefinition> definitions, Set<ItemKey> paused) {
        Map<ItemKey, String> failures = new HashMap<>();
        Map<ItemDefinition, ItemRuntime> opened = new LinkedHashMap<>();
        for (ItemDefinition definition : definitions) {
            try {
                ItemRuntime runtime = items.open(definition);
                if (paused.contains(definition.key())) {
                    runtime.pause();
                }
                opened.put(definition, runtime);
            } catch (HostStartException e) {
                failures.put(definition.key(), e.getMessage());
            } catch (RuntimeException e) {
                failures.put(definition.key(), text(e));
            }
        }
        failures.putAll(deploy(opened));
        failures.putAll(startWorkers(opened));
        opened.forEach((definition, runtime) -> {
            if (definition.isInline() && !failures.containsKey(definition.key())) {
                items.switchInlineWhenDrained(runtime);
            }
        });
        return failures;
    }

    private Map<ItemKey, String> deploy(Map<ItemDefinition, ItemRuntime> opened) {
        List<ItemDefinition> beans = opened.keySet().stream()
                .filter(definition -> ItemActivation.of(definition) != null)
                .toList();
        if (beans.isEmpty()) {
            return Map.of();
        }
        try {
            deployments.deploy(beans.stream().map(this::archive).toList());
            return Map.of();
        } catch (RuntimeException e) {
            return beans.size() == 1
                    ? Map.of(beans.get(0).key(), leave(opened, beans.get(0), e))
                    : oneByOne(opened, beans);
        }
    }

    private Map<ItemKey, String> oneByOne(Map<ItemDefinition, ItemRuntime> opened, List<ItemDefinition> beans) {
        Map<ItemKey, String> failures = new HashMap<>();
        for (ItemDefinition definition : beans) {
            try {
                deployments.deploy(List.of(archive(definition)));
            } catch (RuntimeException e) {
                failures.put(definition.key(), leave(opened, definition, e));
            }
        }
        return failures;
    }

    private String leave(Map<ItemDefinition, ItemRuntime> opened, ItemDefinition definition, RuntimeException why) {
        items.close(opened.get(definition));
        return "Item " + definition.key() + " could not be deployed: " + text(why);
    }

    private Map<ItemKey, String> startWorkers(Map<ItemDefinition, ItemRuntime> opened) {
        Map<ItemKey, String> failures = new HashMap<>();
        opened.forEach((definition, runtime) -> {
            if (definition.isMultiprocess()) {
                queues.ensure(definition.key().queueName());
                try {
                    workers.start(runtime);
                } catch (ItemStartException | RuntimeException e) {
                    items.close(runtime);
                    failures.put(definition.key(), text(e));
                }
            }
        });
        return failures;
    }

    private BeanDeployments.Archive archive(ItemDefinition definition) {
        ItemActivation activation = ItemActivation.of(definition);
        if (definition.kind() != HostKind.SERVICE) {
            queues.ensure(definition.key().queueName());
        } else if (activation.bean() == EntryQueueBean.class) {
            queues.ensure(definition.key().entryQueueName());
            queues.limitEntry(definition.key().entryQueueName(), definition.entryShape());
        }
        boolean isPaused = items.require(definition.key()).isPaused();
        ItemArchive archive = new ItemArchive(definition, activation, !isPaused);
        return new BeanDeployments.Archive(
                archive.name(), archive.bytes(), definition.key().archiveName(), definition.workers());
    }

    private static String text(Exception failure) {
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }

    /** Takes the item's bean away; what is in the works is finished or goes back to its queue. */
    public void stop(ItemDefinition definition) {
        ItemRuntime runtime = items.find(definition.key()).orElse(null);
        if (runtime == null) {
            return;
        }
        Thread drain = runtime.drain();
        workers.stop(definition.key());
        ItemActivation activation = ItemActivation.of(definition);
        try {
            if (activation != null) {
                deployments.undeploy(
                        definition.key().archiveName() + ".jar",
                        definition.key().archiveName());
            }
        } finally {
            drain.interrupt();
        }
        items.close(runtime);
    }

    /** Stops feeding the item; its queue and its hosts stay. A service closes its door. */
    public void pause(ItemDefinition definition) {
        items.find(definition.key()).ifPresent(ItemRuntime::pause);
        workers.pause(definition.key());
        if (ItemActivation.of(definition) != null) {
            deployments.stopDelivery(definition.key().archiveName() + ".jar");
        }
    }

    /** Feeds the item again. */
    public void resume(ItemDefinition definition) {
        items.find(definition.key()).ifPresent(ItemRuntime::resume);
        workers.resume(definition.key());
        if (ItemActivation.of(definition) != null) {
            deployments.startDelivery(definition.key().archiveName() + ".jar");
        }
    }

    /** Tells worker processes what is known of items now. */
    public void tellWorkers() {
        workers.tell();
    }

    /** Whether an inline process is called inline by now; tries to switch it over. */
    public boolean settleInline(ItemDefinition definition) {
        return items.find(definition.key()).map(items::switchInlineWhenDrained).orElse(true);
    }

    /** Undeploys what an earlier life of the engine left on a server that went on running. */
    public void clean() {
        for (String archive : deployments.deployed("hie-item-")) {
            deployments.undeploy(archive, archive.substring(0, archive.length() - ".jar".length()));
        }
    }
}

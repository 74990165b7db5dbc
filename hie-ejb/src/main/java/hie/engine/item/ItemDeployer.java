package hie.engine.item;

import hie.engine.catalog.HostKind;
import hie.engine.messaging.ItemQueues;
import hie.engine.server.BeanDeployments;
import hie.engine.server.ServerRefusedException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Starts, pauses and stops single items on this node. Each call returns when it is done; calls for the same item do not
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
     * Builds the item's host and deploys its bean, or starts its worker processes.
     *
     * @throws ItemStartException when either fails; nothing is left behind
     */
    public void start(ItemDefinition definition) throws ItemStartException {
        ItemRuntime runtime;
        try {
            runtime = items.open(definition);
        } catch (HostStartException e) {
            throw new ItemStartException(e.getMessage(), e);
        }
        try {
            ItemActivation activation = ItemActivation.of(definition);
            if (activation != null) {
                deploy(definition, activation);
            }
        } catch (ServerRefusedException e) {
            items.close(runtime);
            throw new ItemStartException("Item " + definition.key() + " could not be deployed: " + e.getMessage(), e);
        }
        if (definition.isMultiprocess()) {
            startWorkers(runtime);
        }
        if (definition.isInline()) {
            items.switchInlineWhenDrained(runtime);
        }
    }

    private void startWorkers(ItemRuntime runtime) throws ItemStartException {
        queues.ensure(runtime.key().queueName());
        try {
            workers.start(runtime);
        } catch (ItemStartException | RuntimeException e) {
            items.close(runtime);
            throw e;
        }
    }

    private void deploy(ItemDefinition definition, ItemActivation activation) {
        if (definition.kind() != HostKind.SERVICE) {
            queues.ensure(definition.key().queueName());
        } else if (activation.bean() == EntryQueueBean.class) {
            queues.ensure(definition.key().entryQueueName());
            queues.limitEntry(definition.key().entryQueueName(), definition.entryShape());
        }
        ItemArchive archive = new ItemArchive(definition, activation);
        deployments.deploy(archive.name(), archive.bytes(), definition.key().archiveName(), definition.workers());
    }

    /** Takes the item's bean away; what is in the works is finished or goes back to its queue. */
    public void stop(ItemDefinition definition) {
        ItemRuntime runtime = items.find(definition.key()).orElse(null);
        if (runtime == null) {
            return;
        }
        runtime.signalStop();
        workers.stop(definition.key());
        ItemActivation activation = ItemActivation.of(definition);
        if (activation != null) {
            deployments.undeploy(
                    definition.key().archiveName() + ".jar", definition.key().archiveName());
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

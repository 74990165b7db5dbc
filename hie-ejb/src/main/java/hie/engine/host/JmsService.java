package hie.engine.host;

import hie.api.host.Adapter;

/** Takes in what JMS clients of the broker send to the queue {@code hie.in.WORKSPACE.PROJECT.ITEM}. */
@Adapter(Adapter.Kind.JMS)
public final class JmsService extends ContentIntake {}

/** Which messages keep their order among each other, and which go before others: what items' settings say of it. */
package hie.engine.order;

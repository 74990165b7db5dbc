/** What user code is compiled against: {@link hie.api.host hosts}, {@link hie.api.message messages}, {@link hie.api.setting settings} and {@link hie.api.hl7 the HL7 view}. Plain Java, no container. */
package hie.api;

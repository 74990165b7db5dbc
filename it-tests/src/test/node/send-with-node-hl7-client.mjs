// Sends one ADT^A01 with node-hl7-client and prints the acknowledgement code and MSA-2: node FILE PORT CONTROL_ID
import Client, { HL7_2_5 } from "node-hl7-client";

const [port, controlId] = process.argv.slice(2);
const message = new HL7_2_5()
  .buildMSH({
    msh_3: "NODE",
    msh_4: "IT",
    msh_5: "HIE",
    msh_6: "HIE",
    msh_9_1: "ADT",
    msh_9_2: "A01",
    msh_10: controlId,
    msh_11_1: "P",
  })
  .buildEVN({ evn_1: "A01" })
  .buildPID({ pid_3: "MRN1", pid_5: "TEST^NODE" })
  .toMessage();

const client = new Client({ host: "127.0.0.1", version: "2.5" });
const connection = client.createConnection({ port: Number(port) }, async (reply) => {
  const ack = reply.getMessage();
  console.log(`ACK ${ack.get("MSA.1").toString()} ${ack.get("MSA.2").toString()}`);
  process.exit(0);
});
await connection.sendMessage(message);

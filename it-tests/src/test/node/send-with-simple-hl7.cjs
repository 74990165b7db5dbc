// Sends one ADT^A04 with simple-hl7 and prints the acknowledgement code and MSA-2: node FILE PORT CONTROL_ID
const hl7 = require("simple-hl7");

const [port, controlId] = process.argv.slice(2);
const message = new hl7.Message("SIMPLE", "IT", "HIE", "HIE", "20260101000000", "", ["ADT", "A04"], controlId, "P", "2.5");
message.addSegment("PID", "1", "", "MRN2", "", ["TEST", "SIMPLE"]);

hl7.Server.createTcpClient("127.0.0.1", Number(port)).send(message, (error, ack) => {
  if (error) {
    console.error(error);
    process.exit(1);
  }
  const msa = ack.getSegment("MSA");
  console.log(`ACK ${msa.getField(1)} ${msa.getField(2)}`);
  process.exit(0);
});

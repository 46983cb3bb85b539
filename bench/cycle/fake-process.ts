import { startFakeJira } from "#integrations/jira/fake.ts";
import { firstRead, recordingOfSize } from "./recording.ts";

// A process of its own, so that the memory measured is the workbench's. Messages set its time and count its requests.
let now = firstRead;
const fake = await startFakeJira({ recording: recordingOfSize(Number(process.argv[2])), now: () => now });
process.on("message", (message: { now: string }) => {
  now = message.now;
  process.send?.({ requests: fake.requests.length });
});
process.send?.({ baseUrl: fake.baseUrl });

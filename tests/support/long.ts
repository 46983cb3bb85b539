/** Whether tests that can go on for long do, as at night: WORKBENCH_LONG=1. */
export const long: boolean = process.env["WORKBENCH_LONG"] === "1";

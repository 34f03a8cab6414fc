import * as z from "zod";

const assignee = z.object({ id: z.uuid(), name: z.string() }).meta({ id: "Assignee" });
export type Assignee = z.infer<typeof assignee>;

export const assigneeList = z.object({ data: z.array(assignee) }).meta({ id: "AssigneeList" });

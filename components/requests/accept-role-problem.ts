export const ACCEPT_ROLE_PROBLEM = "Your role may look at requests, not accept them. Ask an operator or admin.";

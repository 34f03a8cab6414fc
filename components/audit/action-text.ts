/** "source.status_changed" as "source status changed". */
export function actionText(action: string): string {
  return action.replaceAll(/[._]/g, " ");
}

import { JumpBox } from "./jump-box.tsx";
import { OperatorMenu, type ShellOperator } from "./operator-menu.tsx";
import { RailSheet } from "./rail-sheet.tsx";
import { ScreenTitle } from "./screen-title.tsx";
import { ThemeMenu } from "./theme-menu.tsx";

export function Header({ operator, counts }: { operator: ShellOperator; counts: Readonly<Record<string, number>> }) {
  return (
    <header className="gutter sticky top-0 z-30 flex h-12 items-center gap-2 border-b bg-canvas">
      <RailSheet role={operator.role} counts={counts} />
      <ScreenTitle />
      <div className="ml-auto flex min-w-0 items-center gap-1">
        <JumpBox />
        <ThemeMenu />
        <OperatorMenu operator={operator} />
      </div>
    </header>
  );
}

import type { ReactNode } from "react";
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from "react-aria-components";
import style from "./tabs.module.css";

type TabsProps = {
  label: string;
  selected: string;
  onSelect(id: string): void;
  tabs: readonly { id: string; title: string; content: ReactNode }[];
};

/** Several views of one thing; only the selected one exists. */
export function Tabs({ label, selected, onSelect, tabs }: TabsProps) {
  return (
    <AriaTabs
      className={style["tabs"] ?? ""}
      selectedKey={selected}
      onSelectionChange={(key) => onSelect(String(key))}
    >
      <TabList aria-label={label} className={style["list"] ?? ""}>
        {tabs.map(({ id, title }) => (
          <Tab key={id} id={id} className={style["tab"] ?? ""}>
            {title}
          </Tab>
        ))}
      </TabList>
      {tabs.map(({ id, content }) => (
        <TabPanel key={id} id={id} className={style["panel"] ?? ""}>
          {content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}

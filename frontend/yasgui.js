// The whole of YASGUI in place of the form and the answer, for those who want its charts.

import Yasgui from "@zazuko/yasgui";
import "@zazuko/yasgui/build/yasgui.min.css";
import "./editor.css";
import { editor, name } from "./settings.js";

// Column widths come as a <style> element, which the pages' policy forbids; a sheet that is
// constructed does the same and is allowed.
const append = Node.prototype.appendChild;
Node.prototype.appendChild = function (child) {
  if (!(child instanceof HTMLStyleElement)) return append.call(this, child);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(child.textContent);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  return child;
};

const area = document.getElementById("query");
const form = area?.form;
const label = form?.querySelector('label[for="query"]');

if (area && form && label) {
  const holder = document.createElement("div");
  holder.className = "whole";
  form.after(holder);
  try {
    Object.assign(Yasgui.Yasqe.defaults, editor);
    Yasgui.Yasr.defaults.persistenceId = null;
    const yasgui = new Yasgui(holder, {
      requestConfig: { endpoint: form.action },
      copyEndpointOnNewTab: false,
      persistenceId: null,
      autofocus: false,
      yasqe: { ...Yasgui.Yasqe.defaults, value: area.value },
    });
    const tab = yasgui.getTab();
    tab.setQuery(area.value);
    name(tab.getYasqe(), label.textContent);
    form.hidden = true;
  } catch (problem) {
    holder.remove();
    throw problem;
  }
}

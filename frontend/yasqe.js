// Puts an editor over the text field of the form. Without it, or where it fails, the field stays.

import Yasqe from "@zazuko/yasqe";
import "@zazuko/yasqe/build/yasqe.min.css";
import "./editor.css";
import { editor, name } from "./settings.js";

const area = document.getElementById("query");
const form = area?.form;
const label = form?.querySelector('label[for="query"]');

if (area && form && label) {
  const holder = document.createElement("div");
  area.after(holder);
  try {
    const yasqe = new Yasqe(holder, { ...editor, showQueryButton: false, value: area.value });
    name(yasqe, label.textContent);
    label.htmlFor = "query-editor";
    yasqe.setOption("extraKeys", {
      ...yasqe.getOption("extraKeys"),
      "Ctrl-Enter": () => form.requestSubmit(),
      "Cmd-Enter": () => form.requestSubmit(),
    });
    yasqe.on("change", () => {
      area.value = yasqe.getValue();
    });
    area.hidden = true;
  } catch (problem) {
    holder.remove();
    throw problem;
  }
}

// Settings that both editors need: no host but ours, no storage, and Tab leaves the editor.

export const editor = {
  persistenceId: null,
  autocompleters: [],
  collapsePrefixesOnLoad: false,
  createShareableLink: null,
  consumeShareLink: null,
  autofocus: false,
  resizeable: false,
  viewportMargin: Infinity,
};

/** Name the field that keystrokes go to, and let Tab through. */
export function name(yasqe, label) {
  yasqe.setOption("extraKeys", {
    ...yasqe.getOption("extraKeys"),
    Tab: false,
    "Shift-Tab": false,
  });
  const field = yasqe.getInputField();
  field.id = "query-editor";
  field.setAttribute("aria-label", label);
  return field;
}

// What the editor uses of ProseMirror; esbuild makes one file of it, window.ProseMirror.
export {
  baseKeymap, chainCommands, createParagraphNear, exitCode, lift, setBlockType, toggleMark, wrapIn,
} from "prosemirror-commands";
export { gapCursor } from "prosemirror-gapcursor";
export { closeHistory, history, redo, redoDepth, undo, undoDepth } from "prosemirror-history";
export {
  inputRules, undoInputRule, wrappingInputRule,
} from "prosemirror-inputrules";
export { keymap } from "prosemirror-keymap";
export { DOMParser, DOMSerializer, Fragment, Schema, Slice } from "prosemirror-model";
export {
  liftListItem, sinkListItem, splitListItem, wrapInList,
} from "prosemirror-schema-list";
export {
  EditorState, NodeSelection, Plugin, PluginKey, TextSelection,
} from "prosemirror-state";
export {
  addColumnAfter, addRowAfter, deleteColumn, deleteRow, deleteTable, goToNextCell, isInTable, tableEditing,
} from "prosemirror-tables";
export { Decoration, DecorationSet, EditorView } from "prosemirror-view";

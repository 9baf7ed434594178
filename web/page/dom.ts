/** Building pages from nodes. Text becomes text nodes and nothing else: there is no way to pass markup. */

export type Child = Node | string | null | false | undefined;
export type Attributes = Record<string, string | number | boolean | null | undefined | ((event: Event) => void)>;

/**
 * One element with its attributes and children.
 *
 * `true` sets an empty attribute; `false`, `null` and `undefined` set none; a function under `onclick`, `oninput`
 * and so on listens. Classes and ids are attributes like others; styles come from the stylesheet alone.
 */
export function el<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) put(element, name, value);
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

function put(element: Element, name: string, value: Attributes[string]): void {
  if (typeof value === "function") element.addEventListener(name.slice(2), value);
  else if (value === true) element.setAttribute(name, "");
  else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, String(value));
}

/** Only when it differs: what has not changed should not be read again. */
export function write(node: Node, words: string): void {
  if (node.textContent !== words) node.textContent = words;
}

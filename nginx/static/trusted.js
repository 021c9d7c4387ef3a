// What the server sends may become HTML (htmx swaps it in); nothing may become a script.
if (window.trustedTypes) window.trustedTypes.createPolicy('default', { createHTML: (html) => html });

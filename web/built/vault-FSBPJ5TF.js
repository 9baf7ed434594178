import{A as o,D as f,F as l,I as y,b as g,c,d,g as i,j as x,k as w,l as u,m as s,w as m}from"./vault-BFOSZMUH.js";var b=["CL-07","CL-08","CL-13","CL-12","CL-26"],C=e=>typeof e=="string"&&/^(CL-\d\d|own|line-\d+)$/.test(e);function S(e){if(typeof e!="object"||e===null)return!1;let{id:t,text:n}=e;return Object.keys(e).join()==="id,text"&&C(t)&&o(n)&&n!==""}var L={salt:m,clauses:f(S)},A={salt:m,lines:f(o),own:o};function j(e){return JSON.stringify({salt:d.encode(w(32)),clauses:F(e)})}function H({text:e,digest:t}){let n=e.includes('","lines":')?$(l(e,A)):l(e,L);if(O(e)!==t)throw new s("swapped");if(new Set(n.clauses.map(({id:r})=>r)).size<n.clauses.length)throw new s("wrong_format");return n}function $({salt:e,lines:t,own:n}){let r=t.map((a,p)=>({id:b[p]??`line-${p+1}`,text:a}));return{salt:e,clauses:[...r,{id:"own",text:n}].filter(({text:a})=>a.trim()!=="")}}function F(e){return e.map(({id:n,text:r})=>({id:n,text:r.trim()})).filter(({text:n})=>n!=="").toSorted((n,r)=>n.id<r.id?-1:1)}function O(e){return x(`fermata-agreement/1
${e}`)}function v(e){return u(g(i(`fermata-agreement/1
${e}`)))}function M({space:e,person:t}){return u(g(i(`fermata-agreement-side/1
${e}
${t}`)))}async function N(e,t){return c.encode(await t(i(h(e))))}async function U({signable:e,proof:t,publicKey:n}){if(!await y({signature:k(t),message:i(h(e)),publicKey:n}))throw new s("forged")}function h({space:e,number:t,digest:n}){return`fermata-agreement/1
${e}
${t}
${n}`}function k(e){try{return c.decode(e)}catch{return new Uint8Array(0)}}export{j as a,H as b,O as c,v as d,M as e,N as f,U as g};

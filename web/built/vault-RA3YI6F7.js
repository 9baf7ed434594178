import{B as f,D as l,G as y,b as g,c,d as p,g as i,j as x,k as w,l as m,u,y as s}from"./vault-5ZSIMYYX.js";import{e as a}from"./vault-WCNHJ3IC.js";var C=["CL-07","CL-08","CL-13","CL-12","CL-26"],S=/^(CL-\d\d|own|line-\d+)$/;function L(e){let{id:n,text:t}=e??{};return s(n)&&S.test(n)&&s(t)&&t!==""&&Object.keys(e).join("+")==="id+text"}var b={salt:u,clauses:f(L)},A={salt:u,lines:f(s),own:s};function R(e){return JSON.stringify({salt:p.encode(w(32)),clauses:F(e)})}function T({text:e,digest:n}){let t=e.includes('","lines":')?$(l(e,A)):l(e,b);if(O(e)!==n)throw new a("swapped");if(new Set(t.clauses.map(({id:r})=>r)).size<t.clauses.length)throw new a("wrong_format");return t}function $({salt:e,lines:n,own:t}){let r=n.map((o,d)=>({id:C[d]??`line-${d+1}`,text:o}));return{salt:e,clauses:[...r,{id:"own",text:t}].filter(({text:o})=>o.trim()!=="")}}function F(e){return e.map(({id:t,text:r})=>({id:t,text:r.trim()})).filter(({text:t})=>t!=="").toSorted((t,r)=>t.id<r.id?-1:1)}function O(e){return x(`fermata-agreement/1
${e}`)}function H(e){return m(g(i(`fermata-agreement/1
${e}`)))}function U({space:e,person:n}){return m(g(i(`fermata-agreement-side/1
${e}
${n}`)))}async function _(e,n){return c.encode(await n(i(h(e))))}async function j({signable:e,proof:n,publicKey:t}){if(!await y({signature:E(n),message:i(h(e)),publicKey:t}))throw new a("forged")}function h({space:e,number:n,digest:t}){return`fermata-agreement/1
${e}
${n}
${t}`}function E(e){try{return c.decode(e)}catch{return new Uint8Array(0)}}export{R as a,T as b,O as c,H as d,U as e,_ as f,j as g};

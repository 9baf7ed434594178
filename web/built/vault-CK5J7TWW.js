import{A as o,D as u,F as d,I as l,b as a,c as i,d as g,g as n,j as m,k as f,l as c,m as s,w as p}from"./vault-H76CCGLD.js";var y={salt:p,lines:u(o),own:o};function H({lines:e,own:r}){return JSON.stringify({salt:g.encode(f(32)),lines:e,own:r})}function O({text:e,digest:r}){let t=d(e,y);if(h(e)!==r)throw new s("swapped");return t}function h(e){return m(`fermata-agreement/1
${e}`)}function v(e){return c(a(n(`fermata-agreement/1
${e}`)))}async function E(e,r){return i.encode(await r(n(x(e))))}async function U({signable:e,proof:r,publicKey:t}){if(!await l({signature:w(r),message:n(x(e)),publicKey:t}))throw new s("forged")}function x({space:e,number:r,digest:t}){return`fermata-agreement/1
${e}
${r}
${t}`}function w(e){try{return i.decode(e)}catch{return new Uint8Array(0)}}export{H as a,O as b,h as c,v as d,E as e,U as f};

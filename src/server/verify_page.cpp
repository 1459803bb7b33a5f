#include "server/verify_page.h"

namespace hibari::server {

std::string_view verify_page() {
    static constexpr std::string_view kPage = R"html(<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>Was this made here?</title>
<style>
:root{--ink:#16202b;--soft:#5b6b7b;--paper:#f6f3ec;--card:#fff;--line:#ddd6c8;--sky:#1f6f8b;--yes:#1d7a4f;--warn:#9a5b00}
@media(prefers-color-scheme:dark){:root{--ink:#e9eef2;--soft:#9fb0bf;--paper:#10161c;--card:#18212a;--line:#2b3742;--sky:#7cc4dd;--yes:#6fd3a3;--warn:#f0b867}}
*{box-sizing:border-box}
body{margin:0;font:16px/1.55 system-ui,sans-serif;color:var(--ink);background:var(--paper)}
main{max-width:42rem;margin:0 auto;padding:clamp(1.5rem,6vw,4rem) 1.25rem}
header svg{width:3rem;height:3rem;color:var(--sky)}
h1{font-size:clamp(1.7rem,5vw,2.4rem);line-height:1.15;margin:.6rem 0 .5rem;letter-spacing:-.02em}
p{margin:.4rem 0}.soft{color:var(--soft)}
label.drop{display:block;margin:1.6rem 0 1rem;padding:2.2rem 1.2rem;border:2px dashed var(--line);border-radius:1rem;background:var(--card);text-align:center;cursor:pointer}
label.drop:hover,label.drop.over,label.drop:focus-within{border-color:var(--sky)}
label.drop b{display:block;font-size:1.1rem;color:var(--sky)}
input[type=file]{position:absolute;opacity:0;width:1px;height:1px}
section{background:var(--card);border:1px solid var(--line);border-radius:1rem;padding:1.2rem 1.3rem;margin-top:1rem}
section h2{margin:0 0 .3rem;font-size:1.25rem}
.yes h2{color:var(--yes)}.warn h2{color:var(--warn)}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.35rem 1rem;margin:1rem 0 0}
dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}
ol{list-style:none;margin:1.1rem 0 0;padding:0}
li{display:flex;gap:.7rem;padding:.55rem 0;border-top:1px solid var(--line)}
li i{flex:none;width:1.4rem;text-align:center;font-style:normal}
footer{margin-top:2rem;font-size:.9rem}
</style>
<main>
<header>
<svg viewBox="0 0 48 48" fill="none" stroke="currentColor" stroke-width="3" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="M5 30c8-1 12-6 16-14 2 6 7 8 12 8l10-4c-3 9-10 17-21 17-7 0-13-2-17-7z"/><path d="M21 16c1-5 4-8 8-10"/></svg>
<h1>Was this made here?</h1>
<p class="soft">Give a clip or a picture. We look for a signed manifest, for the mark that is in picture and sound, and for what it
looks and sounds like. Copies that lost their metadata are found too.</p>
</header>
<label class="drop" id="drop"><b>Choose a file</b><span class="soft">or drop it here: MP4, MOV, WebM, JPEG, PNG, WebP, up to 128 MB</span>
<input type="file" id="file" accept="video/*,image/*"></label>
<div id="out" role="status" aria-live="polite"></div>
<footer class="soft">What you send is looked at and forgotten. That nothing is found proves nothing: marks can be destroyed, and
other tools leave none of ours. Programs ask at <code>POST /v1/verify</code>.</footer>
</main>
<script>
const out=document.getElementById('out'),drop=document.getElementById('drop'),file=document.getElementById('file');
const el=(name,text,kind)=>{const e=document.createElement(name);if(text!==undefined)e.textContent=text;if(kind)e.className=kind;return e};
const words={ours:['\u2713','says it was made here'],resembles:['?','resembles a clip of ours, perhaps by chance'],nothing:['\u00b7','nothing found'],other:['!','is not ours, or does not hold'],not_looked_at:['\u2013','not looked at']};
const when=t=>new Date(t*1000).toLocaleString();
const states={available:'is kept here',deleted:'was deleted',removed:'was removed by a moderator',consent_withdrawn:'a person in it withdrew their consent',rights_claimed:'somebody has rights in it'};
function show(a){
 out.replaceChildren();
 const s=el('section',undefined,a.made_here?'yes':'');
 s.append(el('h2',a.made_here?'Yes, it was made here.':a.fingerprint&&a.fingerprint.finding==='resembles'?'It resembles a clip of ours.':'Nothing of ours was found.'),el('p',a.summary));
 if(a.asset){const d=el('dl');const row=(k,v)=>d.append(el('dt',k),el('dd',v));
  row('Made by',a.asset.engine+' '+a.asset.engine_version);row('When',when(a.asset.made_at));
  row('Now',(states[a.asset.state]||a.asset.state)+(a.asset.state_since?', since '+when(a.asset.state_since):''));row('Number',String(a.asset.id));s.append(d)}
 const l=el('ol');
 for(const [k,t] of [['manifest','Signed manifest'],['mark','Invisible mark'],['fingerprint','Look and sound']]){
  const f=a[k]&&a[k].finding||'not_looked_at';const w=words[f]||['',f];const i=el('li');const b=el('span');
  b.append(el('strong',t),document.createTextNode(': '+w[1]));i.append(el('i',w[0]),b);l.append(i)}
 s.append(l);for(const n of a.notes||[])s.append(el('p',n,'soft'));out.append(s)}
function say(title,text,kind){const s=el('section',undefined,kind||'');s.append(el('h2',title),el('p',text));out.replaceChildren(s)}
async function ask(f){if(!f)return;say('Looking\u2026',f.name);
 const body=new FormData();body.append('file',f);
 try{const r=await fetch('/v1/verify',{method:'POST',body});const a=await r.json();
  if(r.ok)show(a);else say('It could not be looked at',a.error?a.error.message:'Error '+r.status,'warn')}
 catch(e){say('The server cannot be reached',String(e),'warn')}}
file.addEventListener('change',()=>{ask(file.files[0]);file.value=''});
for(const n of ['dragover','dragleave','drop'])drop.addEventListener(n,e=>{e.preventDefault();drop.classList.toggle('over',n==='dragover');if(n==='drop')ask(e.dataTransfer.files[0])});
</script>
</html>
)html";
    return kPage;
}

std::string_view verify_page_policy() {
    return "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; "
           "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
}

}  // namespace hibari::server

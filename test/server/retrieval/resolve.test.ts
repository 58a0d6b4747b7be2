// What names mean across the files of a small workspace: TypeScript, Python and their modules. `→` nothing is an answer,
// too: a wrong edge is worse than none. The other languages are in `resolveLanguages.test.ts`.

import { checkMeanings as check } from '../../support/meanings.js';

check(
  'relative paths, aliases and files that hand on',
  `//- src/upload.ts
   export class Upload { static make() { return new Upload(); } send() {} }
   export function retry(work: () => void) { work(); }
   //- src/parts.ts
   export const LIMIT = 3;
   export function split() {}
   //- src/time.ts
   export function now() {}
   //- src/lander.ts
   function helper() {}
   export default class Lander { land() { helper(); } }
   //- src/index.ts
   export { Upload as Up, retry } from './upload.js';
   export * from './parts.js';
   export * as time from './time.js';
   export { default as Lander } from './lander';
   //- app/main.ts
   import { Up, retry as again, split, time, Lander } from '../src/index.js';
   import * as up from '../src';
   import Land from '../src/lander.js';
   import fs from 'node:fs';
   new Up();
   again(() => split());
   time.now();
   up.split();
   up.Up.make();
   new Lander();
   new Land();
   fs.send();
   retry();`,
  [
    'app/main.ts:5 Up → src/upload.ts Upload 0.90 import',
    'app/main.ts:6 again → src/upload.ts retry 0.90 import',
    'app/main.ts:6 split → src/parts.ts split 0.90 import',
    'app/main.ts:7 now → src/time.ts now 0.90 import',
    'app/main.ts:8 split → src/parts.ts split 0.90 import',
    'app/main.ts:9 Up → src/upload.ts Upload 0.90 import',
    'app/main.ts:9 make → src/upload.ts Upload.make 0.90 member',
    'app/main.ts:10 Lander → src/lander.ts Lander 0.90 import',
    'app/main.ts:11 Land → src/lander.ts Lander 0.90 import',
    'app/main.ts:12 send → nothing',
    'app/main.ts:13 retry → nothing',
    'src/lander.ts:2 helper → src/lander.ts helper 0.95 scope',
  ],
);

check(
  'packages of the workspace',
  `//- packages/up/package.json
   { "name": "@acme/up" }
   //- packages/up/index.ts
   export function start() {}
   //- packages/up/deep/part.ts
   export function part() {}
   //- packages/up-two/package.json
   { "name": "@acme/up-two" }
   //- packages/up-two/index.ts
   export function start() {}
   //- app/main.ts
   import { start } from '@acme/up';
   import { part } from '@acme/up/deep/part.js';
   import { start as two } from '@acme/up-two';
   import { start as other } from '@acme/elsewhere';
   start(); part();
   two(); other();`,
  [
    'app/main.ts:5 start → packages/up/index.ts start 0.90 import',
    'app/main.ts:5 part → packages/up/deep/part.ts part 0.90 import',
    'app/main.ts:6 two → packages/up-two/index.ts start 0.90 import',
    'app/main.ts:6 other → nothing',
  ],
);

check(
  'members',
  `//- base.ts
   export abstract class Base { stop() { this.send(''); } abstract send(part: string): void; }
   //- upload.ts
   import { Base } from './base';
   export class Upload extends Base {
     private client = new Client();
     constructor(private readonly other: Client) { super(); }
     send(part: string) { this.client.post(part); this.other.post(part);
       this.stop(); super.stop(); this.missing(); send(); }
   }
   class Client { post(part: string) {} }
   const tool = { begin() { begin(); } };
   export function use(upload: Upload, any: unknown) {
     upload.send('');
     upload.stop();
     any.send('');
     tool.begin();
     tool.end();
     Upload.nothing();
     Map.send();
   }
   export const shared = makeShared();
   //- main.ts
   import { shared, Upload } from './upload.js';
   shared.post('');
   const upload = new Upload();
   upload.stop();`,
  [
    'base.ts:1 send → base.ts Base.send 0.90 member',
    'upload.ts:2 Base → base.ts Base 0.90 import',
    'upload.ts:5 post → upload.ts Client.post 0.90 member',
    'upload.ts:5 post#2 → upload.ts Client.post 0.90 member',
    'upload.ts:6 stop → base.ts Base.stop 0.85 member',
    'upload.ts:6 stop#2 → base.ts Base.stop 0.85 member',
    'upload.ts:6 missing → nothing',
    'upload.ts:6 send → nothing',
    'upload.ts:9 begin → nothing',
    'upload.ts:11 send → upload.ts Upload.send 0.90 member',
    'upload.ts:12 stop → base.ts Base.stop 0.85 member',
    'upload.ts:13 send → base.ts Base.send 0.15 name | upload.ts Upload.send 0.15 name',
    'upload.ts:14 begin → upload.ts tool.begin 0.90 member',
    'upload.ts:15 end → nothing',
    'upload.ts:16 nothing → nothing',
    'upload.ts:17 send → nothing',
    'main.ts:2 post → upload.ts Client.post 0.30 name',
    'main.ts:4 stop → base.ts Base.stop 0.85 member',
  ],
);

check(
  'scopes hide what is around them, and overloads are one',
  `//- a.ts
   import { split } from './b.js';
   export function f() {
     const split = () => 1;
     split();
     function inner() { return split(); }
     inner();
   }
   split();
   inner();
   export function over(a: string): void;
   export function over(a: number): void;
   export function over(a: unknown) {}
   over(1);
   //- b.ts
   export function split() {}
   export function inner() {}`,
  [
    'a.ts:4 split → a.ts f.split 0.95 scope',
    'a.ts:5 split → a.ts f.split 0.95 scope',
    'a.ts:6 inner → a.ts f.inner 0.95 scope',
    'a.ts:8 split → b.ts split 0.90 import',
    'a.ts:9 inner → nothing',
    'a.ts:13 over → a.ts over 0.95 scope',
  ],
);

check(
  'Python',
  `//- app/__init__.py
   from .upload import Upload
   from . import retry as r
   //- app/retry.py
   def again(): pass
   class Policy:
       def wait(self): pass
   //- app/parts.py
   class Parts:
       def add(self): pass
   def split(): pass
   //- app/upload.py
   import app.retry
   import json
   from app import retry
   from app.retry import again as twice, Policy
   from .parts import *
   class Base:
       def stop(self): pass
   class Upload(Base):
       def __init__(self, parts: Parts):
           self.policy = Policy()
           self.parts = parts
       def send(self):
           self.stop()
           super().stop()
           self.policy.wait()
           self.parts.add()
           retry.again()
           twice()
           app.retry.again()
           send()
           split()
           json.dumps()
       @classmethod
       def make(cls):
           cls.make()
           return Upload()
   //- other/deep/json.py
   def dumps(): pass
   //- tests/test_upload.py
   from app import Upload, r
   import app
   def test_it(x):
       u = Upload()
       u.send()
       app.Upload()
       x.send()
       r.again()
       app.retry.again()`,
  [
    'app/upload.py:8 Base → app/upload.py Base 0.95 scope',
    'app/upload.py:9 Parts → app/parts.py Parts 0.75 import',
    'app/upload.py:13 stop → app/upload.py Base.stop 0.85 member',
    'app/upload.py:14 stop → app/upload.py Base.stop 0.85 member',
    'app/upload.py:15 wait → app/retry.py Policy.wait 0.90 member',
    'app/upload.py:16 add → app/parts.py Parts.add 0.90 member',
    'app/upload.py:17 again → app/retry.py again 0.90 import',
    'app/upload.py:18 twice → app/retry.py again 0.90 import',
    'app/upload.py:19 again → app/retry.py again 0.90 import',
    'app/upload.py:20 send → nothing',
    'app/upload.py:21 split → app/parts.py split 0.75 import',
    'app/upload.py:22 dumps → nothing',
    'app/upload.py:25 make → app/upload.py Upload.make 0.90 member',
    'app/upload.py:26 Upload → app/upload.py Upload 0.95 scope',
    'tests/test_upload.py:4 Upload → app/upload.py Upload 0.90 import',
    'tests/test_upload.py:5 send → app/upload.py Upload.send 0.90 member',
    'tests/test_upload.py:6 Upload → app/upload.py Upload 0.90 import',
    'tests/test_upload.py:7 send → app/upload.py Upload.send 0.30 name',
    'tests/test_upload.py:8 again → app/retry.py again 0.90 import',
    'tests/test_upload.py:9 again → app/retry.py again 0.90 import',
  ],
);

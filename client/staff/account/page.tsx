import { createAsync } from '@solidjs/router'
import { For, Show } from 'solid-js'
import { account as words } from '../../words/account.ts'
import { staff } from '../../words/staff.ts'
import { readMine } from '../account-api.ts'
import { session } from '../api.ts'
import { createTitle } from '../title.ts'
import '../people/people.css'
import { PasswordCard } from './password-card.tsx'
import { SecondFactorCard } from './second-factor-card.tsx'
import { SessionsCard } from './sessions-card.tsx'

/** What somebody can see and change of the own account. */
export default function AccountPage() {
  createTitle(() => words.mine.title)
  const mine = createAsync(() => readMine())
  return (
    <div class="page">
      <header class="page-head">
        <div>
          <h1 tabindex="-1">{words.mine.title}</h1>
        </div>
      </header>
      <Show when={(session()?.asleep.length ?? 0) > 0}>
        <p class="card amber-note" role="status">
          {words.mine.asleep}
        </p>
      </Show>
      <Show when={mine()}>
        {(own) => (
          <>
            <section class="card">
              <h2>{own().name}</h2>
              <dl class="facts">
                <dt>{words.mine.email}</dt>
                <dd>{own().email}</dd>
                <dt>{words.mine.roles}</dt>
                <dd>
                  <Show when={own().grants.length > 0} fallback={words.mine.noRoles}>
                    <ul class="plain-list">
                      <For each={own().grants}>
                        {(grant) => (
                          <li>
                            {staff.roles[grant.role]}, {grant.unitName ?? words.mine.everywhere}
                          </li>
                        )}
                      </For>
                    </ul>
                  </Show>
                </dd>
              </dl>
            </section>
            <SecondFactorCard mine={own()} />
            <Show when={own().hasPassword} fallback={<p class="soft">{words.password.external}</p>}>
              <PasswordCard />
            </Show>
            <SessionsCard />
          </>
        )}
      </Show>
    </div>
  )
}

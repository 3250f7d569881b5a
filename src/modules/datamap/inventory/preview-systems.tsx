import type { FastifyRequest } from 'fastify'
import { CsrfField, formatNumber, ScrollBox } from '../../../ui/index.ts'
import { choiceLabel } from '../words.ts'
import type { InventoryPlan, PlannedSystem } from './model.ts'
import type { InventoryView } from './take-inventory.ts'
import { inventoryWords } from './words.ts'

const MOST_LISTED = 100
const MOST_NAMED = 10

/** How many systems saving would write. */
export function systemsToEnter({ systems }: InventoryPlan): number {
  return systems.filter(({ action }) => action !== 'same').length
}

/** What the officer decides once about the systems of the file. */
export function SystemChoices({ request, view }: { request: FastifyRequest; view: InventoryView }) {
  const { lang } = request
  const say = inventoryWords(lang)
  const { inventory, plan } = view
  const { systemsWithData, namedSystems } = plan.choices
  const { mended } = inventory
  const named = namedSystems.length
  if (systemsWithData === 0 && named === 0) return null
  return (
    <form class="pb-h" method="post" action={`/lam-viec/ban-do/nap/${inventory.id}/sua`}>
      <CsrfField token={request.csrfToken} />
      <input type="hidden" name="version" value={inventory.revision} />
      <input type="hidden" name="lua-chon" value="1" />
      <fieldset>
        <legend>
          <h2>{say.choices}</h2>
        </legend>
        {systemsWithData > 0 && (
          <div class="choice">
            <input id="chi-he-thong" type="checkbox" name="chi-he-thong" value="1" checked={mended.systemsOnly} />
            <label for="chi-he-thong">{say.systemsOnly(formatNumber(systemsWithData, lang))}</label>
          </div>
        )}
        {named > 0 && (
          <div class="choice">
            <input id="them-he-thong" type="checkbox" name="them-he-thong" value="1" checked={mended.namedSystems} />
            <label for="them-he-thong">{say.namedSystems(formatNumber(named, lang))}</label>
            <p class="help">{namedSystems.slice(0, MOST_NAMED).join('; ')}</p>
          </div>
        )}
      </fieldset>
      <p class="acts">
        <button class="btn plain" type="submit">
          {say.apply}
        </button>
      </p>
    </form>
  )
}

interface SystemTableProps {
  readonly request: FastifyRequest
  readonly systems: readonly PlannedSystem[]
  readonly agencyName: (id: string) => string
}

/** Systems that saving would enter or change. */
export function SystemTable({ request, systems, agencyName }: SystemTableProps) {
  const { lang } = request
  const say = inventoryWords(lang)
  const name = say.systemColumns
  const rows = systems.slice(0, MOST_LISTED)
  if (rows.length === 0) return null
  return (
    <section class="pb-h" aria-labelledby="vao-so">
      <h2 id="vao-so">{say.systemList}</h2>
      <ScrollBox lang={lang} label={say.systemList}>
        <table class="tb named stacks">
          <caption class="vh">{say.systemList}</caption>
          <thead>
            <tr>
              <th scope="col">{name.name}</th>
              <th scope="col">{name.action}</th>
              <th scope="col">{name.status}</th>
              <th scope="col">{name.agency}</th>
              <th scope="col">{name.place}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, statement, action, agencyId, sheet, row }) => (
              <tr key={key}>
                <th scope="row">{statement.name}</th>
                <td data-label={name.action}>{say.actions[action]}</td>
                <td data-label={name.status}>{choiceLabel('status', statement.status, lang)}</td>
                <td data-label={name.agency}>{agencyName(agencyId)}</td>
                <td class="nw" data-label={name.place}>
                  {sheet}, {row}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      {rows.length < systems.length && (
        <p class="small muted num">
          {formatNumber(rows.length, lang)}/{formatNumber(systems.length, lang)}
        </p>
      )}
    </section>
  )
}

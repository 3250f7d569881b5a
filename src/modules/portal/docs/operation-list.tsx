import type { Lang } from '../../../ui/index.ts'
import { type ApiGroup, type ApiOperation, type ApiParameter, type ExampleValues, exampleOf } from './operations.ts'
import { docsWords, tagName } from './words.ts'

export interface OperationListProps {
  readonly lang: Lang
  readonly groups: readonly ApiGroup[]
  readonly values: ExampleValues
}

/** Every operation, by group: a line each, the rest when it is opened. */
export function OperationList({ lang, groups, values }: OperationListProps) {
  return (
    <>
      {groups.map(({ tag, operations }) => (
        <section key={tag} class="ops" aria-labelledby={`nhom-${tag}`}>
          <h3 id={`nhom-${tag}`}>{tagName(tag, lang)}</h3>
          {operations.map((operation) => (
            <Operation
              key={operation.id}
              lang={lang}
              operation={operation}
              example={exampleOf(operation, tag, values)}
            />
          ))}
        </section>
      ))}
    </>
  )
}

function Operation({ lang, operation, example }: { lang: Lang; operation: ApiOperation; example: string }) {
  const say = docsWords(lang)
  return (
    <details id={operation.id} class="op">
      <summary>
        <code>
          <b>{operation.method}</b> {operation.path}
        </code>
        <span lang="vi">{operation.summary}</span>
      </summary>
      {operation.parameters.length > 0 && (
        <>
          <h4>{say.parameters}</h4>
          <dl class="plain-facts">
            {operation.parameters.map((parameter) => (
              <Parameter key={parameter.name} lang={lang} parameter={parameter} />
            ))}
          </dl>
        </>
      )}
      {operation.body.length > 0 && (
        <>
          <h4>{say.body}</h4>
          <ul class="plain">
            {operation.body.map((field) => (
              <li key={field.name}>
                <code>{field.name}</code>
                {field.required && `, ${say.required}`}
              </li>
            ))}
          </ul>
        </>
      )}
      <h4>{say.example}</h4>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- long lines scroll, so the box takes the focus */}
      <pre class="code" tabindex={0} aria-label={`${say.example}: ${operation.summary}`}>
        <code>{example}</code>
      </pre>
    </details>
  )
}

function Parameter({ lang, parameter }: { lang: Lang; parameter: ApiParameter }) {
  const say = docsWords(lang)
  const notes = [
    ...(parameter.required ? [say.required] : []),
    ...(parameter.fallback === undefined ? [] : [say.fallback(parameter.fallback)]),
  ].join(', ')
  return (
    <div>
      <dt>
        <code>{parameter.name}</code>
      </dt>
      <dd>
        {parameter.description && <span lang="vi">{parameter.description}. </span>}
        <span class="muted">{notes}</span>
      </dd>
    </div>
  )
}
